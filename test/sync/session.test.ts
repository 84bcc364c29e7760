import { invitationOf } from "../../addin/sync/session.ts";

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
