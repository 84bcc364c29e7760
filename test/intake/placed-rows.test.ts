/** What rows of a file are called that bring no identity along, and what is made of a file ahead of the store. */
import { createHash } from "node:crypto";
import { z } from "zod";
import { asNew } from "../../server/intake/as-new.ts";
import { idsOf, ownRows, SPACE } from "../../server/intake/placed-rows.ts";
import { takeInWorkbook, type WorkbookAnswer } from "../../server/intake/workbook.ts";
import { contentOf } from "../../shared/report/row-content.ts";
import type { SheetKey } from "../../shared/report/sheets.ts";
import type { Value } from "../../shared/report/value.ts";
import type { ReadRow, ReportReading } from "../../shared/report/workbook.ts";
import { type AStore, aStore, HQ } from "./a-store.ts";
import { aRow, aSubmission, soundValues } from "./a-submission.ts";

const WHOSE = { unit: "P01", period: "2026-10" };
type Said = readonly [sheet: SheetKey, values?: Readonly<Record<string, Value>>];

const MONTHLY: Said = ["purchases"];
const STANDING: Said = ["branches"];

/** Rows as a file says them that bears nothing hidden, a sheet for each. */
function aReading(...said: readonly Said[]): ReportReading {
  const sheets = said.map(([sheet, values], at) => ({
    sheet,
    name: `${sheet} ${at}`,
    columnAt: {},
    headerRow: 0,
    rows: [rowOf(sheet, values)],
    faults: [],
    ignored: [],
    lacking: [],
  }));
  return { meta: null, sheets, missing: [] };
}

const rowOf = (sheet: SheetKey, values?: Readonly<Record<string, Value>>): ReadRow => ({
  sheet,
  row: 1,
  rowId: null,
  baseRevision: null,
  values: soundValues(sheet, values),
  faults: [],
  cleared: false,
});

const idsIn = (reading: ReportReading, whose = WHOSE): string[] => idsOf(ownRows(reading.sheets), whose);

describe("rows without identity", () => {
  test("have UUIDs, another for each content, and the same ones whenever they come", () => {
    const reading = aReading(MONTHLY, MONTHLY, ["purchases", { units: 13 }], STANDING, STANDING);
    const ids = idsIn(reading);
    expect(new Set(ids).size).toBe(5);
    for (const id of ids) expect(z.uuid().safeParse(id).success).toBe(true);
    expect(idsIn(reading)).toEqual(ids);
  });

  test("of a month begin alike, by unit and month; what differs is theirs alone all the same", () => {
    const reading = aReading(MONTHLY, ["reviews"]);
    const beginnings = (whose: typeof WHOSE) => idsIn(reading, whose).map((id) => id.slice(0, 8));
    const all = [WHOSE, { ...WHOSE, unit: "P02" }, { ...WHOSE, period: "2026-11" }].map(beginnings);
    for (const [first, second] of all) expect(first).toBe(second);
    expect(new Set(all.flat()).size).toBe(3);
    const rests = [WHOSE, { ...WHOSE, unit: "P02" }].flatMap((whose) =>
      idsIn(reading, whose).map((id) => id.slice(8)),
    );
    expect(new Set(rests).size).toBe(4);
  });

  test("that stand from month to month are known in any", () => {
    const [id] = idsIn(aReading(STANDING));
    expect(idsIn(aReading(STANDING), { ...WHOSE, period: "2026-11" })).toEqual([id]);
    expect(idsIn(aReading(STANDING), { ...WHOSE, unit: "P02" })).not.toEqual([id]);
  });
});

describe("taken into a store", () => {
  let at: AStore;
  beforeEach(async () => {
    at = await aStore();
  });
  afterEach(() => at.close());

  const sender = { person: HQ, language: "zh", at: Date.parse("2026-11-03T02:00:00Z") } as const;
  const filed = { ...WHOSE, channel: "email", template: 1, dryRun: false } as const;
  const sending = {
    asked: { ...WHOSE, confirmed: false },
    person: HQ,
    channel: "email",
  } as const;
  const taken = (file: string, reading: ReportReading, ahead = asNew(reading, sending)) =>
    takeInWorkbook(at.store, sender, file, reading, filed, ahead);
  const outcomesIn = ({ outcomes }: WorkbookAnswer) => outcomes.map(({ outcome }) => outcome);

  test("what is made ahead is what is made then: with it or without it is the same submission", async () => {
    const reading = aReading(MONTHLY, STANDING, MONTHLY);
    const ahead = asNew(reading, sending);
    expect(ahead).toMatchObject({ ids: idsIn(reading), hash: expect.stringMatching(/^[0-9a-f]{64}$/) });
    const first = await taken("file", reading, ahead);
    expect(outcomesIn(first)).toEqual(["created", "created", "created"]);
    // Had it another hash, it would be a submission of its own in which nothing is new.
    expect(await takeInWorkbook(at.store, sender, "file", reading, filed)).toEqual(first);
    expect(await taken("file", reading, ahead)).toEqual(first);
  });

  test("what is made ahead gives way where the unit has said some of it before", async () => {
    const pushed = aRow("purchases");
    await at.push(aSubmission({ rows: [pushed] }));
    const reading = aReading(MONTHLY, ["purchases", { units: 13 }]);
    const answer = await taken("file", reading);
    expect(outcomesIn(answer)).toEqual(["unchanged", "created"]);
    expect(answer.outcomes[0]?.rowId).toBe(pushed.rowId);
  });

  test("where nobody knows whose the file is, nothing is made ahead", () => {
    const nobody = { ...sending, asked: { unit: undefined, period: undefined, confirmed: false } };
    expect(asNew(aReading(MONTHLY), nobody)).toBeUndefined();
  });

  test("a month's row that bears a name of before keeps it, also when it has been changed since", async () => {
    const rowId = nameOfBefore("purchases");
    const was = await at.pushOne(aSubmission({ rows: [aRow("purchases", {}, { rowId })] }));
    const changed = aRow("purchases", { units: 99 }, { rowId, baseRevision: was.revision });
    await at.pushOne(aSubmission({ rows: [changed] }));
    const answer = await taken("file", aReading(MONTHLY, ["purchases", { units: 13 }]));
    expect(outcomesIn(answer)).toEqual(["conflict", "created"]);
    expect(answer.outcomes[0]?.rowId).toBe(rowId);
  });

  /** As the service called new rows of a month up to step 13 of its store. */
  function nameOfBefore(sheet: SheetKey): string {
    const says = `${WHOSE.unit} ${WHOSE.period} ${contentOf(sheet, rowOf(sheet).values)} 1`;
    const hex = createHash("sha1").update(`${SPACE} ${says}`).digest("hex");
    const variant = ((Number.parseInt(hex.charAt(16), 16) & 3) | 8).toString(16);
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
  }
});
