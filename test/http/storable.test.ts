/** Text that a database cannot keep as it is, is refused at the door, on either engine. */
import { aRow, aSubmission } from "../intake/a-submission.ts";
import { type AService, aService } from "./a-service.ts";

let at: AService;
let lead: string;
beforeAll(async () => {
  at = await aService();
  lead = await at.token("lead", "P01");
});
afterAll(() => at.stop());

test.each([
  ["a NUL character", "华东\0分公司"],
  ["half a character", "华东\ud83d分公司"],
])("%s in a row's text is refused, with its place", async (_, name) => {
  const response = await at.send(
    "POST",
    "/submissions",
    lead,
    aSubmission({ rows: [aRow("branches", { name })] }),
  );
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({
    code: "malformed",
    title: expect.stringContaining("rows.0.values.name"),
  });
});

test("a NUL character in an address or a query is refused as well", async () => {
  const hq = await at.token("hq");
  expect((await at.get("/filings/a%00b", hq)).status).toBe(400);
  expect((await at.get("/entries?q=a%00b&kind=%00", hq)).status).toBe(400);
});

test("whole characters of any script are kept", async () => {
  const rows = [aRow("branches", { name: "华东𠮷分公司😀" })];
  expect((await at.push(lead, aSubmission({ rows }))).counts.created).toBe(1);
});
