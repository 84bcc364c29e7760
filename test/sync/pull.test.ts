import { pulledRows, readFeed } from "../../addin/sync/pull.ts";
import { emptyReplica, learnFeed } from "../../addin/sync/replica.ts";
import type { FeedPage } from "../../shared/sync/protocol.ts";
import { aKnownRow, anIdentifiedRow, aRevision, id, knowing } from "./rows.ts";

const GUANGZHOU = { account: "招商物流", name: "广州分公司" };
const RENAMED = { account: "招商物流", name: "华南分公司" };

describe("the change feed", () => {
  test("is read page after page until none is left", async () => {
    const pages: FeedPage[] = [
      { rows: [aRevision(1, 5)], cursor: 5, more: true },
      { rows: [aRevision(2, 9)], cursor: 9, more: false },
    ];
    const asked: number[] = [];
    const seen: string[] = [];
    const cursor = await readFeed(
      async ({ since }) => {
        asked.push(since);
        return pages.shift() ?? { rows: [], cursor: since, more: false };
      },
      { since: 3 },
      (rows) => void seen.push(...rows.map(({ rowId }) => rowId)),
    );
    expect({ cursor, asked, seen }).toEqual({ cursor: 9, asked: [3, 5], seen: [id(1), id(2)] });
  });

  test("a plant's head sees its shops' rows go by, but the plant's workbook does not take them in", () => {
    const replica = learnFeed(emptyReplica, "P01", [aRevision(1, 1), aRevision(2, 2, { unit: "S11" })], 2);
    expect([...replica.rows.keys()]).toEqual([id(1)]);
    expect(replica.cursor).toBe(2);
  });

  test("a row that was deleted later in the feed is not known", () => {
    const deleted = aRevision(1, 2, { revision: 2, deleted: true });
    expect(learnFeed(emptyReplica, "P01", [aRevision(1, 1), deleted], 2).rows.size).toBe(0);
  });
});

describe("what comes into the sheets", () => {
  test("a row that HQ entered is appended", () => {
    const after = knowing(aKnownRow(7, GUANGZHOU));
    expect(pulledRows([], emptyReplica, after, "2026-10").append.map(({ rowId }) => rowId)).toEqual([id(7)]);
  });

  test("a row known before that is in the sheet no more does not come back by itself", () => {
    const known = knowing(aKnownRow(7, GUANGZHOU));
    expect(pulledRows([], known, known, "2026-10").append).toEqual([]);
  });

  test("a row of another month stays out", () => {
    const after = knowing(aKnownRow(7, {}, { sheet: "purchases", period: "2026-09" }));
    expect(pulledRows([], emptyReplica, after, "2026-10").append).toEqual([]);
  });

  test("a row untouched in the sheet follows HQ's correction; one changed in the sheet is left to be merged", () => {
    const before = knowing(aKnownRow(1, GUANGZHOU), aKnownRow(2, GUANGZHOU));
    const after = knowing(aKnownRow(1, RENAMED, { revision: 2 }), aKnownRow(2, RENAMED, { revision: 2 }));
    const rows = [anIdentifiedRow(1, GUANGZHOU), anIdentifiedRow(2, { ...GUANGZHOU, city: "广州" })];
    expect(pulledRows(rows, before, after, "2026-10").advance.map(({ row }) => row.rowId)).toEqual([id(1)]);
  });

  test("a row that HQ deleted goes from the sheet unless it was changed there", () => {
    const before = knowing(aKnownRow(1, GUANGZHOU), aKnownRow(2, GUANGZHOU));
    const rows = [anIdentifiedRow(1, GUANGZHOU), anIdentifiedRow(2, RENAMED)];
    expect(pulledRows(rows, before, emptyReplica, "2026-10").remove.map(({ rowId }) => rowId)).toEqual([
      id(1),
    ]);
  });
});
