/** Rows that are made to choke the service or its store, on either engine: each is answered, and the store stays sound. */
import { SHEETS } from "../../shared/report/sheets.ts";
import { aRow, aSubmission, newId } from "../intake/a-submission.ts";
import { type ACallee, aCallee } from "./a-callee.ts";
import { LONG } from "./long-texts.ts";

jest.setTimeout(300_000);

let at: ACallee;
beforeAll(async () => {
  at = await aCallee();
});
afterAll(() => at.stop());

/** A column of each type, with its sheet: what reads it looks at the text in its own way. */
const TYPES = [
  ...new Map(
    SHEETS.flatMap(({ key: sheet, columns }) =>
      columns.map(({ key, type }) => [key === "name" ? `${sheet} name` : type, { sheet, key }] as const),
    ),
  ).values(),
];

test.each(LONG)(
  "a quarter of a megabyte of %s in a column of any type is told of as a fault of its row, if it is one, in few words",
  async (_, text) => {
    const rows = TYPES.map(({ sheet, key }) => aRow(sheet, { [key]: text }));
    // As much as one push may carry.
    for (let from = 0; from < rows.length; from += 5) {
      const some = rows.slice(from, from + 5);
      const { status, answer } = await at.push(aSubmission({ channel: "web", rows: some }));
      expect([status, (answer.outcomes as unknown[]).length]).toEqual([200, some.length]);
      expect(JSON.stringify(answer).length).toBeLessThan(100_000);
    }
  },
);

test("a row with two hundred thousand columns, among thousands of rows", async () => {
  const values = Object.fromEntries(Array.from({ length: 200_000 }, (_, n) => [n.toString(36), 1]));
  const rows = [{ ...aRow("purchases"), values }, ...Array.from({ length: 4000 }, () => ({}))];
  const { status, answer } = await at.push(aSubmission({ rows }));
  expect([status, (answer.outcomes as unknown[]).length]).toEqual([200, 4001]);
});

test("the same row again, its columns in another order, is the same submission", async () => {
  const names = Array.from({ length: 2000 }, (_, n) => `c${n}`);
  const submission = (order: readonly string[]) => {
    const values = Object.fromEntries(order.map((name) => [name, 1]));
    return { ...aSubmission({ submissionId: id }), rows: [{ sheet: "purchases", rowId, values }] };
  };
  const [id, rowId] = [newId(), newId()];
  const first = await at.push(submission(names));
  const again = await at.push(submission(names.toReversed()));
  expect([first.status, again.status, again.answer]).toEqual([200, 200, first.answer]);
});

test("after all of that a push is taken and the store is sound", async () => {
  const { status, answer } = await at.push(aSubmission({ rows: [aRow("purchases")] }));
  expect([status, answer.counts]).toEqual([200, expect.objectContaining({ created: 1 })]);
  expect((await at.store.verify()).faults).toEqual([]);
});
