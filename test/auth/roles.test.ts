import { ACTIONS, ALLOWED, may, needsUnit, reaches } from "../../server/auth/roles.ts";
import { newInvitationCode, newToken, tidyCode } from "../../server/auth/secret.ts";
import { ROLES } from "../../shared/sync/protocol.ts";

const plant = { code: "P01", base: null };
const shop = { code: "S01", base: "P01" };
const other = { code: "P02", base: null };

test("each role reaches what the contract gives it", () => {
  const reach = (role: (typeof ROLES)[number], unit: string | null): string[] =>
    [plant, shop, other].filter((place) => reaches({ name: "x", role, unit }, place)).map(({ code }) => code);
  expect(reach("lead", "P01")).toEqual(["P01"]);
  expect(reach("lead", "S01")).toEqual(["S01"]);
  expect(reach("head", "P01")).toEqual(["P01", "S01"]);
  expect(reach("head", "S01")).toEqual(["S01"]);
  expect(reach("hq", null)).toEqual(["P01", "S01", "P02"]);
  expect(reach("hq-admin", null)).toEqual(["P01", "S01", "P02"]);
});

test("a head without a unit reaches nothing", () => {
  expect(reaches({ name: "x", role: "head", unit: null }, plant)).toBe(false);
});

test("an administrator may do everything but speak for a plant's head, and every action has somebody who may do it", () => {
  for (const action of ACTIONS) {
    expect([action, may("hq-admin", action)]).toEqual([action, action !== "endorse"]);
    expect(ALLOWED[action].length).toBeGreaterThan(0);
  }
  expect(ROLES.filter((role) => may(role, "endorse"))).toEqual(["head"]);
});

test("what only headquarters may do, no unit may", () => {
  for (const role of ROLES.filter(needsUnit)) {
    for (const action of [
      "setPeriods",
      "readMaster",
      "readSummary",
      "correctClosed",
      "manageAccess",
    ] as const) {
      expect([role, action, may(role, action)]).toEqual([role, action, false]);
    }
  }
});

test("tokens and codes do not repeat, and a code is read as people write it", () => {
  expect(new Set(Array.from({ length: 200 }, newToken)).size).toBe(200);
  const code = newInvitationCode();
  expect(code).toMatch(/^[2-9A-HJKMNP-Z]{8}$/);
  expect(tidyCode(` ${code.slice(0, 4).toLowerCase()} — ${code.slice(4)}　`)).toBe(code);
});
