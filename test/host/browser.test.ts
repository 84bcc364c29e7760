import { createServer, type Server } from "node:http";
import type { Browser } from "playwright-core";
import { launchBrowser } from "../browser/a-browser.ts";
import { buildHost } from "./bundle.ts";

const PAGE = `<!doctype html><meta charset="utf-8"><script src="/office/office.js"></script><p id="said"></p><script>
Office.onReady().then(async ({ host, platform }) => {
  const name = await Excel.run(async (context) => {
    const sheet = context.workbook.worksheets.getActiveWorksheet();
    sheet.getRange("A1:B1").values = [["12", "'12"]];
    sheet.onChanged.add(async (args) => { document.title = args.address; });
    sheet.load("name");
    await context.sync();
    return sheet.name;
  });
  document.getElementById("said").textContent = [host, platform, name, Excel.DataValidationAlertStyle.stop].join(" ");
});
</script>`;

describe("the host in Chromium", () => {
  let server: Server;
  let browser: Browser;
  let address = "";

  beforeAll(async () => {
    const script = await buildHost();
    server = createServer((request, response) => {
      const isScript = request.url === "/office/office.js";
      response.setHeader(
        "content-type",
        isScript ? "text/javascript; charset=utf-8" : "text/html; charset=utf-8",
      );
      response.end(isScript ? script : PAGE);
    });
    await new Promise<void>((resolve) => {
      server.listen(0, "127.0.0.1", resolve);
    });
    const at = server.address();
    address = typeof at === "object" && at ? `http://127.0.0.1:${at.port}/` : "";
    browser = await launchBrowser();
  });

  afterAll(async () => {
    await browser.close();
    server.closeAllConnections();
    server.close();
  });

  test("a page that loads it as Office.js works on a workbook, and a person works beside it", async () => {
    const page = await browser.newPage();
    const errors: string[] = [];
    page.on("pageerror", (error) => errors.push(error.message));
    await page.goto(address);
    await page.getByText("Excel OfficeOnline Sheet1 Stop").waitFor();
    expect(await page.evaluate(() => window.excelHost.shown("Sheet1", "A1").value)).toBe(12);
    expect(await page.evaluate(() => window.excelHost.shown("Sheet1", "B1").value)).toBe("12");
    await page.evaluate(() => window.excelHost.type("Sheet1", "C7", "招商物流"));
    await page.waitForFunction(() => document.title === "C7");
    const state = await page.evaluate(() => window.excelHost.state());
    expect(state.sheets[0]?.cells).toContainEqual({ row: 6, column: 2, value: "招商物流" });
    expect(errors).toEqual([]);
  });

  test("a test chooses the Excel: its level, its language, its workbook", async () => {
    const page = await browser.newPage();
    await page.goto(address);
    const workbook = await page.evaluate(() => window.excelHost.state());
    await page.addInitScript(
      (given) => {
        window.excelHostOptions = { apiLevel: "1.8", language: "en-US", workbook: given };
      },
      {
        ...workbook,
        sheets: workbook.sheets.map((sheet) => ({ ...sheet, name: "Opened" })),
        active: "Opened",
      },
    );
    await page.reload();
    await page.getByText("Excel OfficeOnline Opened Stop").waitFor();
    const found = await page.evaluate(() => [
      Office.context.requirements.isSetSupported("ExcelApi", "1.9"),
      Office.context.displayLanguage,
    ]);
    expect(found).toEqual([false, "en-US"]);
  });
});
