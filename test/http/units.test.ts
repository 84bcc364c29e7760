/** Units: their names, heads and main bases change; one out of use reports no more. */
import { aPurchase, aSubmission } from "../intake/a-submission.ts";
import { type AService, aService } from "./a-service.ts";

let service: AService;
let admin: string;
beforeEach(async () => {
  service = await aService();
  admin = await service.token("hq-admin");
});
afterEach(async () => {
  await service.stop();
});

const change = async (code: string, body: unknown, token = admin) => {
  const response = await service.send("PUT", `/units/${code}`, token, body);
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
};

test("a head's address is changed, and what is left out stays", async () => {
  const { body } = await change("S01", { headEmail: "head@example.com" });
  expect(body).toMatchObject({ code: "S01", name: "南京4S店", base: "P01", headEmail: "head@example.com" });
  expect((await change("S01", { name: "南京江宁4S店", base: "P02" })).body).toMatchObject({
    name: "南京江宁4S店",
    base: "P02",
    headEmail: "head@example.com",
  });
});

test("a shop belongs to a plant that is there, a plant to none", async () => {
  expect((await change("S01", { base: "P09" })).body).toMatchObject({ code: "unit_unknown" });
  expect((await change("P01", { base: "P02" })).body).toMatchObject({ code: "malformed" });
  expect((await change("P09", { name: "没有" })).status).toBe(404);
});

test("a unit out of use is not expected, pushes nothing, and keeps what it reported", async () => {
  const lead = await service.token("lead", "P02");
  await service.push(lead, aSubmission({ unit: "P02", rows: [aPurchase()] }));
  expect((await change("P02", { active: false })).body).toMatchObject({ active: false });
  const listed = async (query: string): Promise<string[]> => {
    const units = (await (await service.get(`/units${query}`, admin)).json()) as { code: string }[];
    return units.map(({ code }) => code);
  };
  expect(await listed("")).not.toContain("P02");
  expect(await listed("?inactive=true")).toContain("P02");
  const refused = await service.send(
    "POST",
    "/submissions",
    lead,
    aSubmission({ unit: "P02", rows: [aPurchase()] }),
  );
  expect(refused.status).toBe(403);
  const feed = (await (await service.get("/rows?since=0", admin)).json()) as { rows: { unit: string }[] };
  expect(feed.rows.map(({ unit }) => unit)).toEqual(["P02"]);
});

test("only administrators change units", async () => {
  for (const token of [await service.token("hq"), await service.token("head", "P01")]) {
    expect((await change("P01", { name: "别名" }, token)).status).toBe(403);
  }
});
