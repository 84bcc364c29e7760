import type { Group } from "../../server/screening/groups.ts";
import { apartPairs, Neighbourhood } from "../../server/screening/neighbourhood.ts";

const ACCOUNT = 1;

const aContact = (id: number, name: string, place = ""): Group => ({
  kind: "contact",
  id,
  accountId: ACCOUNT,
  account: "招商物流",
  name,
  names: [name],
  state: "registered",
  policy: false,
  members: [{ id, accountId: ACCOUNT, key: `${name}@${place}` }],
  firstUnit: "P01",
  firstAt: "2026-11-01T00:00:00.000Z",
});

/** What the first of them may be one with, given the telephone numbers written for each. */
function near(people: readonly Group[], phones: readonly (string | null)[] = []): string[] {
  const records = people.flatMap(({ members }, at) => {
    const phone = phones[at];
    return phone ? members.map(({ accountId, key }) => ({ accountId, key, phone })) : [];
  });
  const [first] = people;
  if (!first) return [];
  return new Neighbourhood(people, new Set(), records)
    .of(first)
    .map(({ name, reason, score }) => `${name} ${reason} ${score}`);
}

describe("people who may be one", () => {
  test.each([
    ["138 0013 8000", "+86-138-0013-8000"],
    ["13800138000 / 021-66668888", "１３８００１３８０００"],
    ["办公 021-66660000，手机 13800138000", "0086 13800138000"],
  ])("are those with one mobile, however it is written: %s, %s", (one, other) => {
    expect(near([aContact(1, "刘志峰"), aContact(2, "刘经理")], [one, other])).toEqual([
      "刘经理 same-phone 0.95",
    ]);
  });

  test("an office's line says less than a mobile, and an extension nothing", () => {
    const people = [aContact(1, "刘志峰"), aContact(2, "陈建国")];
    expect(near(people, ["021-66668888", "(021) 6666 8888"])).toEqual(["陈建国 same-phone 0.6"]);
    expect(near(people, ["8021", "8021"])).toEqual([]);
  });

  test("the same name elsewhere, and surely with the same number", () => {
    const people = [aContact(1, "王芳", "华东分公司"), aContact(2, "王芳", "华南分公司")];
    expect(near(people)).toEqual(["王芳 same-person 0.9"]);
    expect(near(people, ["13800138000", "13800138000"])).toEqual(["王芳 same-phone 0.99"]);
  });

  test("a name that differs in one character counts at one place only", () => {
    expect(near([aContact(1, "刘志峰", "华东分公司"), aContact(2, "刘志锋", "华东分公司")])).toEqual([
      "刘志锋 one-character 0.75",
    ]);
    expect(near([aContact(1, "刘志峰", "华东分公司"), aContact(2, "刘志锋", "华南分公司")])).toEqual([]);
  });
});

test("what was found to be two stays so for all that has come to be one with either", () => {
  const merged: Group = {
    ...aContact(7, "王芳"),
    members: [
      { id: 7, accountId: ACCOUNT, key: "王芳@" },
      { id: 3, accountId: ACCOUNT, key: "王方@" },
    ],
  };
  expect(apartPairs([merged, aContact(5, "王放")], [[3, 5]])).toEqual([{ accountId: ACCOUNT, name: "5 7" }]);
});
