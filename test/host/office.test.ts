import { createHost, type NodeHost } from "./node-host.ts";

const saved = (host: NodeHost) =>
  new Promise<Office.AsyncResultStatus>((resolve) => {
    host.Office.context.document.settings.saveAsync((result) => resolve(result.status));
  });

describe("Office", () => {
  test("it is ready with the host and the platform, and its language and theme are the user's", async () => {
    const host = createHost({ language: "en-US", platform: "PC" });
    const { Office } = host;
    expect(await Office.onReady()).toEqual({ host: Office.HostType.Excel, platform: Office.PlatformType.PC });
    expect(Office.context.displayLanguage).toBe("en-US");
    host.setLanguage("zh-CN");
    host.setTheme("dark");
    expect([Office.context.displayLanguage, Office.context.officeTheme.bodyBackgroundColor]).toEqual([
      "zh-CN",
      "#292929",
    ]);
  });

  test("document settings are in the workbook once they are saved, and come back with it", async () => {
    const host = createHost();
    host.Office.context.document.settings.set("unit", { code: "P01" });
    expect(host.state().settings).toEqual({});
    expect(await saved(host)).toBe("succeeded");
    expect(host.state().settings).toEqual({ unit: { code: "P01" } });
    const other = createHost();
    other.load(host.state());
    expect(other.Office.context.document.settings.get("unit")).toEqual({ code: "P01" });
    expect(other.Office.context.document.settings.get("没有")).toBeNull();
    await other.Excel.run(async (context) => {
      const setting = context.workbook.settings.getItemOrNullObject("unit").load("value");
      await context.sync();
      expect(setting.value).toEqual({ code: "P01" });
    });
  });

  test("a dialog sends what its page says and tells when it is closed", async () => {
    const host = createHost();
    const heard: unknown[] = [];
    await new Promise<void>((resolve) => {
      host.Office.context.ui.displayDialogAsync(
        "https://localhost/dialog.html",
        { height: 30 },
        ({ value }) => {
          value.addEventHandler(host.Office.EventType.DialogMessageReceived, (args: unknown) =>
            heard.push(args),
          );
          value.addEventHandler(host.Office.EventType.DialogEventReceived, (args: unknown) =>
            heard.push(args),
          );
          resolve();
        },
      );
    });
    host.dialogs[0]?.message("signed in");
    host.dialogs[0]?.dismiss();
    expect(heard).toEqual([{ message: "signed in", origin: "https://localhost" }, { error: 12006 }]);
  });
});
