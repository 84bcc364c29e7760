import { textsIn } from "../../shared/text/texts.ts";

/** `signIn.title` → its text, or what the function gives for plain arguments. */
function flat(value: unknown, path = ""): [string, unknown][] {
  if (typeof value === "object" && value !== null) {
    return Object.entries(value).flatMap(([key, inner]) => flat(inner, path === "" ? key : `${path}.${key}`));
  }
  return [[path, typeof value === "function" ? value(3, 2, 1) : value]];
}

const zh = flat(textsIn("zh"));
const en = flat(textsIn("en"));

describe("the pane's words", () => {
  test("both languages have the same ones, none of them empty", () => {
    expect(en.map(([path]) => path)).toEqual(zh.map(([path]) => path));
    for (const [path, text] of [...zh, ...en]) {
      expect([path, typeof text]).toEqual([path, "string"]);
      expect([path, String(text).trim()]).not.toEqual([path, ""]);
    }
  });

  test("English says nothing in Chinese but what goes into the Chinese sheets and the way back", () => {
    const chinese = en.filter(([, text]) => /[\u4e00-\u9fff]/.test(String(text))).map(([path]) => path);
    expect(chinese).toEqual(["common.language", "common.languageHint", "quiet.remark"]);
  });

  test("Chinese is written with Chinese punctuation", () => {
    const odd = zh.filter(([, text]) => /[\u4e00-\u9fff][,;:?!]/.test(String(text)));
    expect(odd).toEqual([]);
  });

  test("the buttons bear the names agreed upon", () => {
    expect(Object.values(textsIn("zh").actions)).toEqual([
      "登录",
      "铺设模板",
      "检查",
      "提交",
      "刷新总表",
      "生成月报",
    ]);
    expect(Object.values(textsIn("en").actions)).toEqual([
      "Sign in",
      "Lay out template",
      "Check",
      "Submit",
      "Refresh master",
      "Make report",
    ]);
  });
});
