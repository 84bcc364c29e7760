/** What headquarters takes down as somebody tells it: who told it, and when, stays with the row (R1). */
import type { History } from "../../shared/sync/protocol.ts";
import { aPurchase, aSubmission, newId } from "../intake/a-submission.ts";
import { type AService, aService } from "./a-service.ts";

const TOLD = { by: "李明", at: "2026-11-03T09:40:00+08:00" };

let at: AService;
let lead: string;
let hq: string;
beforeAll(async () => {
  at = await aService();
  lead = await at.token("lead", "P01", "李明");
  hq = await at.token("hq", undefined, "王志远");
});
afterAll(() => at.stop());

const history = async (rowId: string): Promise<History> =>
  (await (await at.get(`/rows/${rowId}/history`, lead)).json()) as History;

describe("a row taken down on the telephone", () => {
  test("is the unit's own, by whoever took it down, and tells who told it and when", async () => {
    const rowId = newId();
    await at.push(hq, {
      ...aSubmission({ rows: [aPurchase({}, { rowId })] }),
      channel: "phone",
      told: TOLD,
    });
    const { unit, revisions } = await history(rowId);
    expect(unit).toBe("P01");
    expect(revisions).toMatchObject([
      { channel: "phone", by: { name: "王志远", unit: null }, told: { by: "李明", at: TOLD.at } },
    ]);
  });

  test("and changed by its unit afterwards is told in the one revision only", async () => {
    const rowId = newId();
    await at.push(hq, { ...aSubmission({ rows: [aPurchase({}, { rowId })] }), channel: "fax", told: TOLD });
    await at.push(lead, aSubmission({ rows: [aPurchase({ units: 3 }, { rowId, baseRevision: 1 })] }));
    const { revisions } = await history(rowId);
    expect(revisions.map(({ told }) => told?.by)).toEqual(["李明", undefined]);
  });

  test("sent again is answered as before; told by another it is another submission", async () => {
    const submission = { ...aSubmission({ rows: [aPurchase()] }), channel: "phone" as const, told: TOLD };
    const first = await (await at.send("POST", "/submissions", hq, submission)).text();
    expect(await (await at.send("POST", "/submissions", hq, submission)).text()).toBe(first);
    const other = { ...submission, told: { ...TOLD, by: "赵六" } };
    expect((await at.send("POST", "/submissions", hq, other)).status).toBe(409);
  });

  test.each([
    ["nobody", { by: " ", at: TOLD.at }],
    ["no time", { by: "李明", at: "今天上午" }],
  ])("is refused where it names %s", async (_, told) => {
    const answer = await at.send("POST", "/submissions", hq, { ...aSubmission(), told });
    expect(answer.status).toBe(400);
  });
});
