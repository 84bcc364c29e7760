import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { NodePackageImporter, compile } from "sass";

const ROOT = join(__dirname, "..", "..");
const FONTS = join(ROOT, "node_modules", "@fluentui", "font-icons-mdl2");
const { css } = compile(join(ROOT, "addin", "look", "fabric.scss"), {
  importers: [new NodePackageImporter(ROOT)],
  quietDeps: true,
  silenceDeprecations: ["import", "global-builtin"],
});

test("the look fetches nothing from outside: no address of another machine is left in it", () => {
  const urls = [...css.matchAll(/url\(\s*["']?([^"')]+)/g)].map(([, url]) => url ?? "");
  expect(urls.filter((url) => !/^~fabric-fonts\/fabric-icons-[\w-]+\.woff$/.test(url))).toEqual([]);
  expect(css.replace(/\/\*.*?\*\//gs, "")).not.toMatch(/https?:|@import|url\(\s*["']?\/\//);
});

test("every icon class has its character in a font file that is there", () => {
  const faces = [...css.matchAll(/@font-face \{([^}]*)\}/g)].map(([, face = ""]) => ({
    file: /fabric-fonts\/([^"]+)/.exec(face)?.[1] ?? "",
    range: /unicode-range: ([^;]+)/.exec(face)?.[1] ?? "",
  }));
  const icons = [...css.matchAll(/\.ms-Icon--(\w+)::before \{\s*content: "\\([0-9a-f]+)"/g)];
  expect(icons.length).toBeGreaterThan(30);
  for (const [, name = "", code = ""] of icons) {
    const face = faces.find(({ range }) => covers(range, parseInt(code, 16)));
    expect({ name, there: existsSync(join(FONTS, "fonts", face?.file ?? "none")) }).toEqual({
      name,
      there: true,
    });
    expect({ name, code: codeIn(face?.file ?? "", name) }).toEqual({ name, code });
  }
});

test("Chinese is set in the system's own Chinese fonts", () => {
  const family = /\.ms-Fabric \{[^}]*font-family: ([^;]+)/.exec(css)?.[1] ?? "";
  expect(family).toMatch(/^"Microsoft YaHei UI".*"PingFang SC".*"Noto Sans CJK SC".*sans-serif$/s);
});

/** `U+E700, U+E70D-E713` has U+E710. */
function covers(range: string, code: number): boolean {
  return range.split(",").some((part) => {
    const [from = "", to = from] = part.trim().replace("U+", "").split("-");
    return code >= parseInt(from, 16) && code <= parseInt(to, 16);
  });
}

/** What the package itself says the file has under that name, in hexadecimal. */
function codeIn(file: string, name: string): string | undefined {
  const subset = /fabric-icons(?:-(\d+))?-\w{8}\.woff/.exec(file)?.[1];
  const list = join(FONTS, "lib", subset === undefined ? "fabric-icons.js" : `fabric-icons-${subset}.js`);
  const code = new RegExp(`^\\s+'?${name}'?: '\\\\u([0-9A-F]{4})'`, "m").exec(readFileSync(list, "utf8"));
  return code?.[1]?.toLowerCase();
}
