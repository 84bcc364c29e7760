import { readFileSync } from "node:fs";
import { join } from "node:path";
import { all, child, parseXml, type Element } from "./element.ts";

const ROOT = join(__dirname, "..", "..");
const ORIGIN = "https://localhost:3000";
const source = readFileSync(join(ROOT, "manifest.xml"), "utf8");
const manifest = parseXml(source);
const overrides = child(manifest, "VersionOverrides");
const resources = child(overrides, "Resources");

const names = (element: Element) => element.children.map((one) => one.name);
const value = (element: Element) => element.attributes.DefaultValue ?? "";
const resource = (kind: string) => child(resources, `bt:${kind}`).children;

test("elements stand in the order that Office's schema asks for", () => {
  expect(names(manifest)).toEqual([
    "Id",
    "Version",
    "ProviderName",
    "DefaultLocale",
    "DisplayName",
    "Description",
    "IconUrl",
    "HighResolutionIconUrl",
    "SupportUrl",
    "AppDomains",
    "Hosts",
    "Requirements",
    "DefaultSettings",
    "Permissions",
    "VersionOverrides",
  ]);
  expect(names(overrides)).toEqual(["Requirements", "Hosts", "Resources"]);
  expect(names(resources)).toEqual(["bt:Images", "bt:Urls", "bt:ShortStrings", "bt:LongStrings"]);
  for (const group of all(overrides, "Group")) {
    expect(names(group).slice(0, 2)).toEqual(["Label", "Icon"]);
    expect(new Set(names(group).slice(2))).toEqual(new Set(["Control"]));
  }
  for (const control of all(overrides, "Control")) {
    expect(names(control)).toEqual(["Label", "Supertip", "Icon", "Action"]);
  }
  expect(names(child(overrides, "Hosts").children[0] ?? manifest)).toEqual(["DesktopFormFactor"]);
  expect(names(all(overrides, "CustomTab")[0] ?? manifest).at(-1)).toBe("Label");
});

test("a unit needs ExcelApi 1.8 and a workbook, nothing more", () => {
  const sets = [...all(child(manifest, "Requirements"), "Set"), ...all(overrides, "bt:Set")];
  expect(sets.map(({ attributes }) => attributes)).toEqual([
    { Name: "ExcelApi", MinVersion: "1.8" },
    { Name: "ExcelApi", MinVersion: "1.8" },
  ]);
  expect(all(child(manifest, "Hosts"), "Host").map(({ attributes }) => attributes)).toEqual([
    { Name: "Workbook" },
  ]);
  expect(child(manifest, "Permissions").text).toBe("ReadWriteDocument");
});

test("every resource that is named is there, once, and none is there for nothing", () => {
  const named = new Set([...source.matchAll(/resid="([^"]+)"/g)].map(([, id]) => id));
  const defined = resources.children.flatMap((group) =>
    group.children.map(({ attributes }) => attributes.id),
  );
  expect(new Set(defined).size).toBe(defined.length);
  expect(new Set(defined)).toEqual(named);
});

test("names and texts keep within Office's limits", () => {
  for (const { attributes } of resources.children.flatMap((group) => group.children)) {
    expect(attributes.id?.length).toBeLessThanOrEqual(32);
  }
  const longest = (elements: readonly Element[]) =>
    Math.max(
      ...elements.flatMap((one) => [value(one), ...one.children.map(english)]).map((text) => text.length),
    );
  expect(longest(resource("ShortStrings"))).toBeLessThanOrEqual(32);
  expect(longest(resource("LongStrings"))).toBeLessThanOrEqual(250);
  expect(longest([child(manifest, "DisplayName")])).toBeLessThanOrEqual(125);
  expect(longest([child(manifest, "Description")])).toBeLessThanOrEqual(250);
});

test("everything a person reads is Chinese first and has its English", () => {
  expect(child(manifest, "DefaultLocale").text).toBe("zh-CN");
  const texts = [...resource("ShortStrings"), ...resource("LongStrings")];
  for (const text of [...texts, child(manifest, "DisplayName"), child(manifest, "Description")]) {
    expect(value(text)).toMatch(/\p{Script=Han}/u);
    expect(text.children.map(({ attributes }) => attributes.Locale)).toEqual(["en-US"]);
    expect(text.children.map(english).join("")).toMatch(/^[\x20-\x7e]+$/);
  }
});

test("every icon is a picture of the size it is named for, in all sizes that Excel asks for", () => {
  for (const icon of all(overrides, "Icon")) {
    const sizes = icon.children.map(({ attributes }) => Number(attributes.size));
    expect(sizes).toEqual([16, 20, 24, 32, 40, 48, 64, 80]);
    for (const { attributes } of icon.children) {
      const image = resource("Images").find((one) => one.attributes.id === attributes.resid);
      expect(pixelsOf(value(image ?? manifest))).toEqual([Number(attributes.size), Number(attributes.size)]);
    }
  }
  expect(pixelsOf(value(child(manifest, "IconUrl")))).toEqual([64, 64]);
  expect(pixelsOf(value(child(manifest, "HighResolutionIconUrl")))).toEqual([128, 128]);
});

test("one address stands for the service's own, wherever a page or a picture is named", () => {
  const urls = all(manifest, "bt:Url").concat(all(manifest, "bt:Image"), all(manifest, "SourceLocation"));
  for (const url of urls.filter((one) => one.attributes.DefaultValue)) {
    expect(value(url).startsWith(`${ORIGIN}/`)).toBe(true);
  }
  expect(value(child(manifest, "SupportUrl"))).toBe(`${ORIGIN}/`);
  expect(all(manifest, "AppDomain").map(({ text }) => text)).toEqual([ORIGIN]);
  const others = [...source.matchAll(/https:\/\/[^"<\s]+/g)].filter(([url]) => !url.startsWith(ORIGIN));
  expect(others).toEqual([]);
});

test("the buttons on Dakehu's own tab open the same pane", () => {
  const panes = all(overrides, "Action");
  expect(panes.map((action) => action.attributes["xsi:type"])).toEqual(Array(3).fill("ShowTaskpane"));
  expect(new Set(panes.map((action) => child(action, "TaskpaneId").text)).size).toBe(1);
  const pages = resource("Urls").map(value);
  expect(pages).toEqual(
    ["/", "/taskpane.html", "/taskpane.html?view=submit", "/taskpane.html?view=report"].map(
      (way) => ORIGIN + way,
    ),
  );
});

const english = (override: Element) => override.attributes.Value ?? "";

/** Width and height as the PNG's own header has them. */
function pixelsOf(url: string): [number, number] {
  const png = readFileSync(join(ROOT, "addin", new URL(url).pathname));
  expect(png.subarray(1, 4).toString()).toBe("PNG");
  return [png.readUInt32BE(16), png.readUInt32BE(20)];
}
