/** What became of the register: filings and their decisions, and changes of branches, carriers and contacts. */
import { clockInChina } from "../../report/dates.ts";
import { type SheetKey, sheetOf } from "../../report/sheets.ts";
import { REGISTER_CHANGES, type RegisterChange } from "../../summary/register.ts";
import type { Summary } from "../../summary/summary.ts";
import type { FilingState } from "../../sync/screening.ts";
import { SUMMARY } from "../../text/summary.ts";
import type { Page, Shown } from "../page.ts";
import type { StyleName } from "../styles.ts";
import { beginSection, filled } from "./section.ts";

const STATE_STYLES: Partial<Record<FilingState, StyleName>> = {
  accepted: "cellUp",
  declined: "cellDown",
  asked: "cellImportant",
};

/** `10-20` */
const day = (at: string): string => clockInChina(at).slice(5, 10);

export function nominations(page: Page, summary: Summary): void {
  beginSection(page, SUMMARY.nominations, "filings", summary);
  if (summary.nominations.length === 0) {
    page.line(SUMMARY.noNominations, "note");
    return;
  }
  page.line(nominationsInShort(summary), "label");
  page.table(
    [
      { header: SUMMARY.account, span: 1, style: "cellWrap", wraps: true },
      { header: SUMMARY.unit, span: 1, style: "cellWrap", wraps: true },
      { header: SUMMARY.state, span: 1, style: "cellCenter" },
      { header: SUMMARY.grounds, span: 3, style: "cellWrap", wraps: true },
      { header: SUMMARY.reason, span: 3, style: "cellWrap", wraps: true },
      { header: SUMMARY.course, span: 2, style: "cellWrap", wraps: true },
    ],
    summary.nominations.map(({ account, unitName, state, grounds, reason, steps, rowId }): Shown[] => [
      { value: account, traces: [{ sheet: "accounts", rowId }] },
      unitName,
      { value: SUMMARY.filingState[state], style: STATE_STYLES[state] ?? "cellCenter" },
      grounds,
      reason,
      steps.map(({ step, at }) => `${day(at)} ${SUMMARY.step[step]}`).join("\n"),
    ]),
  );
}

export function nominationsInShort({ nominations: list }: Summary): string {
  const states = new Map<string, number>();
  for (const { state } of list) {
    const name = SUMMARY.filingState[state];
    states.set(name, (states.get(name) ?? 0) + 1);
  }
  return filled(SUMMARY.freshNominations, {
    fresh: list.filter(({ fresh }) => fresh).length,
    states: [...states].map(([name, count]) => `${name} ${count}`).join("，"),
  });
}

const KINDS = ["branch", "carrier", "contact"] as const;
const SHEETS = { account: "accounts", branch: "branches", carrier: "carriers", contact: "contacts" } as const;

export function registerChanges(page: Page, summary: Summary): void {
  beginSection(page, SUMMARY.register, "register", summary);
  const { registerChanges: list, registerChangeCounts: counts } = summary;
  if (list.length === 0) {
    page.line(SUMMARY.noRegisterChanges, "note");
    return;
  }
  const countOf = (kind: (typeof KINDS)[number] | null, change: string): number =>
    counts.find((one) => one.kind === kind && one.change === change)?.count ?? 0;
  const parts = [
    ...KINDS.map((kind) => {
      const told = REGISTER_CHANGES.filter((change) => countOf(kind, change) > 0).map(
        (change) => `${SUMMARY.changed[change]} ${countOf(kind, change)}`,
      );
      return told.length === 0 ? "" : `${SUMMARY.entry[kind]} ${told.join("，")}`;
    }),
    countOf(null, "merged") > 0 ? `${SUMMARY.changed.merged} ${countOf(null, "merged")}` : "",
  ].filter((part) => part !== "");
  page.line(filled(SUMMARY.registerChanges, { counts: parts.join("；") }), "label");
  page.table(
    [
      { header: SUMMARY.account, span: 1, style: "cellWrap", wraps: true },
      { header: SUMMARY.kind, span: 1, style: "cellCenter" },
      { header: SUMMARY.changeKind, span: 1, style: "cellCenter" },
      { header: SUMMARY.name, span: 3, style: "cellWrap", wraps: true },
      { header: SUMMARY.content, span: 3, style: "cellWrap", wraps: true },
      { header: SUMMARY.unit, span: 1, style: "cellWrap", wraps: true },
      { header: SUMMARY.date, span: 1, style: "cellCenter" },
    ],
    list.map((change): Shown[] => [
      change.account,
      change.kind === null ? SUMMARY.anyEntry : SUMMARY.entry[change.kind],
      SUMMARY.changed[change.change],
      {
        value: change.name,
        traces:
          change.rowId === null || change.kind === null
            ? []
            : [{ sheet: SHEETS[change.kind], rowId: change.rowId }],
      },
      change.note === "" ? columnsIn(change) : change.note,
      change.unitName,
      day(change.at),
    ]),
  );
  const left = counts.reduce((sum, { count }) => sum + count, 0) - list.length;
  if (left > 0) page.line(filled(SUMMARY.moreChanges, { count: left }), "note");
}

/** `车队规模：20 → 35` */
function columnsIn({ kind, columns }: RegisterChange): string {
  if (kind === null) return "";
  const sheet: SheetKey = SHEETS[kind];
  const written = (value: string | number | null): string => (value === null ? SUMMARY.empty : String(value));
  return columns
    .map(({ column, before, now }) => {
      const label = sheetOf(sheet).columns.find(({ key }) => key === column)?.zh ?? column;
      return `${label}：${written(before)} → ${written(now)}`;
    })
    .join("\n");
}
