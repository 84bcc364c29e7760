import { memoryDrawer } from "../../addin/sync/drawer.ts";
import { invitationOf, SessionKeeper } from "../../addin/sync/session.ts";

describe("an invitation", () => {
  test.each([
    ["typed in small letters", "ab23cd45", "AB23CD45"],
    ["read aloud in fours", "AB23-CD45", "AB23CD45"],
    ["in full width, with a space", "ＡＢ２３ ＣＤ４５", "AB23CD45"],
    ["as its link", "https://dakehu.example/?invite=AB23CD45", "AB23CD45"],
    ["as part of an address", "?invite=AB23CD45&x=1", "AB23CD45"],
  ])("is understood %s", (_, typed, code) => expect(invitationOf(typed)).toBe(code));

  test.each(["", "AB23CD4", "AB23CD456", "?et=1", "大客户通大客户通"])("%p is none", (typed) =>
    expect(invitationOf(typed)).toBe(""),
  );
});

test("who signs out leaves nothing on the computer that came from the service; unsent work of his own stays", async () => {
  const drawer = memoryDrawer();
  const work = ["outbox/lead/P01/张敏/1", "unsent/lead/P01/张敏/P01", "words/hq/hq/刘洋/2026-10/events"];
  const read = [
    "list/units",
    "register/P01",
    "replica/hq/hq/刘洋/P01",
    "local-head/hq/hq/刘洋",
    "drawn/2026-10",
  ];
  for (const key of [...work, ...read, "local-file/hq/hq/刘洋", "session", "language"])
    await drawer.put(key, 1);
  let token: string | null = "dk_secret";
  const tokens = { read: () => token, keep: () => undefined, forget: () => void (token = null) };
  await new SessionKeeper(drawer, tokens).forget();
  expect(token).toBeNull();
  expect(await drawer.keys("")).toEqual(["language", ...work]);
});
