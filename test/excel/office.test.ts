import {
  currentTheme,
  documentSettings,
  openInBrowser,
  watchTheme,
  whenOfficeReady,
} from "../../addin/excel/office.ts";
import { tokenKeeper } from "../../addin/excel/token.ts";
import { open } from "./open.ts";

describe("Office around the pane", () => {
  it("in Excel it is known that it is Excel, what it can do, and which language it speaks", async () => {
    open({ language: "zh-CN" });
    await expect(whenOfficeReady()).resolves.toMatchObject({ inExcel: true, capable: true, language: "zh" });
    open({ language: "en-US", apiLevel: "1.7" });
    await expect(whenOfficeReady()).resolves.toMatchObject({ inExcel: true, capable: false, language: "en" });
  });

  it("in a plain browser the page works without Office", async () => {
    Reflect.deleteProperty(globalThis, "Office");
    await expect(whenOfficeReady()).resolves.toMatchObject({ inExcel: false, capable: false });
    await expect(documentSettings.set("x", 1)).resolves.toBeUndefined();
    expect(documentSettings.get("x")).toBeNull();
  });

  it("a dark theme is seen as dark, and a change of theme is told when the pane is returned to", () => {
    const { host } = open();
    expect(currentTheme().dark).toBe(false);
    const target = new EventTarget();
    Object.assign(globalThis, {
      addEventListener: target.addEventListener.bind(target),
      removeEventListener: target.removeEventListener.bind(target),
    });
    const told: boolean[] = [];
    const stop = watchTheme((theme) => told.push(theme.dark));
    host.setTheme("dark");
    target.dispatchEvent(new Event("focus"));
    target.dispatchEvent(new Event("focus"));
    stop();
    host.setTheme("light");
    target.dispatchEvent(new Event("focus"));
    expect(told).toEqual([true]);
  });

  it("settings travel with the workbook", async () => {
    const { host } = open();
    await documentSettings.set("dakehu.unit", "P01");
    expect(documentSettings.get("dakehu.unit")).toBe("P01");
    expect(host.state().settings["dakehu.unit"]).toBe("P01");
    await documentSettings.set("dakehu.unit", null);
    expect(documentSettings.get("dakehu.unit")).toBeNull();
  });

  it("a link opens in the system's browser, and nothing but a web address does", () => {
    const { host } = open();
    openInBrowser("https://example.com/help");
    expect(host.openedWindows).toEqual(["https://example.com/help"]);
    expect(() => openInBrowser("javascript:alert(1)")).toThrow(/not a web address/);
  });

  it("the sign-in is kept outside the workbook, and for the session where storage is blocked", () => {
    const { host } = open();
    const stored = new Map<string, string>();
    Object.assign(globalThis, {
      localStorage: {
        getItem: (key: string) => stored.get(key) ?? null,
        setItem: (key: string, value: string) => stored.set(key, value),
        removeItem: (key: string) => stored.delete(key),
      },
    });
    tokenKeeper.keep("secret");
    expect(tokenKeeper.read()).toBe("secret");
    expect([...stored.values()]).toEqual(["secret"]);
    expect(JSON.stringify(host.state())).not.toContain("secret");
    tokenKeeper.forget();
    expect(tokenKeeper.read()).toBeNull();
    const blocked = () => {
      throw new Error("blocked");
    };
    Object.assign(globalThis, { localStorage: { getItem: blocked, setItem: blocked, removeItem: blocked } });
    tokenKeeper.keep("kept");
    expect(tokenKeeper.read()).toBe("kept");
  });
});
