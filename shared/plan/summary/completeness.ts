/** Who reported, each plant with its shops, two shops beside each other. */
import { clockInChina } from "../../report/dates.ts";
import type { Summary, UnitFiling } from "../../summary/summary.ts";
import { SUMMARY } from "../../text/summary.ts";
import { type Page, ROW_POINTS, type Shown } from "../page.ts";
import type { StyleName } from "../styles.ts";
import { beginSection, filled, percent } from "./section.ts";

/** The page's first column is as wide as two others: two halves of one width. */
const HALVES = [
  [1, 1, 1, 1, 1],
  [2, 1, 1, 1, 1],
] as const;
const HEADERS = [SUMMARY.unitName, SUMMARY.code, SUMMARY.filedState, SUMMARY.firstAt, SUMMARY.rows];
const STYLES: readonly StyleName[] = ["cell", "cellCenter", "cellCenter", "cellCenter", "cellCenter"];

const STATES = {
  "on-time": { text: SUMMARY.onTime, style: "cellCenter" },
  late: { text: SUMMARY.late, style: "cellLate" },
  missing: { text: SUMMARY.missing, style: "cellMissing" },
} as const;

export function completeness(page: Page, summary: Summary): void {
  beginSection(page, SUMMARY.filings, "completeness", summary);
  if (summary.filings.length === 0) {
    page.line(SUMMARY.noUnits, "note");
    return;
  }
  page.line(filled(SUMMARY.completeness, rates(summary.completeness)), "label");
  const fields = HALVES.flatMap((spans) => spans.map((span, i) => ({ span, style: STYLES[i] ?? "cell" })));
  const heads = (): void =>
    page.cells(
      [...HEADERS, ...HEADERS],
      fields.map(({ span }) => ({ span, style: "headOptional" })),
    );
  heads();
  let pages = page.breaks.length;
  const roomFor = (rows: number): void => {
    page.need(rows * ROW_POINTS);
    if (page.breaks.length === pages) return;
    pages = page.breaks.length;
    heads();
  };
  for (const plant of summary.plants) {
    const shops = summary.filings.filter(({ unit, base }) => base === plant.plant && unit !== plant.plant);
    const own = summary.filings.find(({ unit }) => unit === plant.plant);
    if (!own) continue;
    // A plant stays with the first of its shops.
    roomFor(2);
    page.cells(
      [
        ...unitCells(own, summary.period, "plant"),
        shops.length > 0 ? filled(SUMMARY.plantShops, rates(plant)) : null,
      ],
      [
        ...HALVES[0].map((span, i) => ({
          span,
          style: i === 0 ? ("plant" as const) : ("plantCenter" as const),
        })),
        { span: 6, style: "plant" },
      ],
    );
    for (let i = 0; i < shops.length; i += 2) {
      roomFor(1);
      page.cells(
        shops.slice(i, i + 2).flatMap((shop) => unitCells(shop, summary.period, "shop")),
        fields,
      );
    }
  }
}

function unitCells(
  { unit, name, state, firstAt, rows }: UnitFiling,
  period: string,
  kind: "plant" | "shop",
): Shown[] {
  const { text, style } = STATES[state];
  return [
    kind === "shop" ? `　${name}` : name,
    unit,
    kind === "plant" && state === "on-time" ? text : { value: text, style },
    firstAt === null ? "—" : clockInChina(firstAt).slice(5, 16),
    {
      value: rows,
      traces: [
        { sheet: "purchases", period, unit },
        { sheet: "reviews", period, unit },
      ],
    },
  ];
}

const rates = ({
  expected,
  actual,
  actualOnTime,
  reportingRate,
  onTimeRate,
}: Summary["completeness"]): Record<string, string | number> => ({
  expected,
  actual,
  onTime: actualOnTime,
  rate: percent(reportingRate),
  onTimeRate: percent(onTimeRate),
});
