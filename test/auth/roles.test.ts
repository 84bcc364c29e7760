import { type Action, may, needsUnit, reaches, RULES } from "../../server/auth/roles.ts";
import { newInvitationCode, newToken, tidyCode } from "../../server/auth/secret.ts";
import { type Author, type Role, ROLES } from "../../shared/sync/protocol.ts";

const plant = { code: "P01", base: null };
const shop = { code: "S01", base: "P01" };
const other = { code: "P02", base: null };
const ACTIONS = Object.keys(RULES) as Action[];

const person = (role: Role, unit: string | null): Author => ({ name: "x", role, unit });
const reach = (role: Role, unit: string | null, action?: Action): string[] =>
  [plant, shop, other].filter((place) => reaches(person(role, unit), place, action)).map(({ code }) => code);

test("each role reaches what the contract gives it", () => {
  expect(reach("lead", "P01")).toEqual(["P01"]);
  expect(reach("lead", "S01")).toEqual(["S01"]);
  expect(reach("head", "P01")).toEqual(["P01", "S01"]);
  expect(reach("head", "S01")).toEqual(["S01"]);
  expect(reach("hq", null)).toEqual(["P01", "S01", "P02"]);
  expect(reach("hq-admin", null)).toEqual(["P01", "S01", "P02"]);
});

test("a plant's head endorses for its shops, not for the plant itself", () => {
  expect(reach("head", "P01", "endorse")).toEqual(["S01"]);
  expect(reach("lead", "P01", "endorse")).toEqual([]);
});

test("a head without a unit reaches nothing, not even units without a base", () => {
  expect(reach("head", null)).toEqual([]);
  expect(reach("head", null, "endorse")).toEqual([]);
});

test("an administrator may do everything but speak for a plant's head, and every action has somebody who may do it", () => {
  for (const action of ACTIONS) {
    expect([action, may("hq-admin", action)]).toEqual([action, action !== "endorse"]);
    expect(ROLES.some((role) => may(role, action))).toBe(true);
  }
  expect(ROLES.filter((role) => may(role, "endorse"))).toEqual(["head"]);
});

test("where an action is about a unit's rows, nobody of a unit may do it for every unit", () => {
  for (const action of ACTIONS) {
    if (RULES[action].lead !== "own") continue;
    expect([action, reach("lead", "P01", action)]).toEqual([action, ["P01"]]);
    expect([action, reach("head", "P01", action)]).toEqual([action, ["P01", "S01"]]);
  }
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
