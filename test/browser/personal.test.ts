/** A contact asks to be erased: an administrator does it in the desk, and finds it in the audit record. */
import { readFileSync } from "node:fs";
import { aRow, aSubmission } from "../intake/a-submission.ts";
import { aBrowser } from "./a-browser.ts";
import { pictureOf } from "./picture.ts";
import { RunningService } from "./service.ts";

jest.setTimeout(180_000);

const PERSON = { name: "张三丰", phone: "13812345678" };

const browser = aBrowser();
let service: RunningService;
let admin: string;

beforeAll(async () => {
  service = await RunningService.start();
  const code = service.firstInvitation;
  ({ token: admin } = await service.call<{ token: string }>("", "POST", "/sign-in", { code }));
  await service.call(admin, "POST", "/units", {
    code: "P01",
    name: "扬州工厂",
    kind: "plant",
    base: null,
    headEmail: null,
  });
  const period = new Date().toISOString().slice(0, "2026-11".length);
  await service.call(
    admin,
    "POST",
    "/submissions",
    aSubmission({ period, rows: [aRow("contacts", PERSON)] }),
  );
});
afterAll(async () => {
  await service?.remove();
});

test("a contact is found, given out and erased by keyboard, and the audit record tells of it", async () => {
  const page = await browser.page(admin);
  await page.goto(`${service.url}/#/personal`);

  const sought = page.getByRole("textbox", { name: "姓名、电话或邮箱" });
  await sought.fill("张");
  await sought.press("Enter");
  await page.getByText("请至少填写两个字。").waitFor();
  await sought.fill("查无此人");
  await sought.press("Enter");
  await page.getByText("没有找到“查无此人”").waitFor();
  await sought.fill(PERSON.name);
  await sought.press("Enter");
  await page.getByRole("table", { name: "关于此人的行" }).getByText(PERSON.phone).waitFor();
  await pictureOf(page, "desk-personal");

  const arriving = page.waitForEvent("download");
  await page.getByRole("button", { name: "另存为 CSV" }).press("Enter");
  const download = await arriving;
  expect(download.suggestedFilename()).toBe("个人信息.csv");
  expect(readFileSync(await download.path(), "utf8")).toContain(`电话,${PERSON.phone}`);

  await page.getByRole("button", { name: "删除…" }).press("Enter");
  const asked = page.getByRole("dialog");
  await asked.getByText("不能撤销").waitFor();
  await page.keyboard.type("本人来函要求");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.getByText("已删除（第 1 号）：1 行、1 个版本").waitFor();
  await page.getByRole("table", { name: "已删除的记录" }).getByText("本人来函要求").waitFor();
  expect(await page.getByRole("table", { name: "关于此人的行" }).count()).toBe(0);
  // Nor does the name stay in the field, where the next search begins.
  expect(await sought.inputValue()).toBe("");
  expect(await sought.evaluate((field) => field === document.activeElement)).toBe(true);

  await page.goto(`${service.url}/#/audit`);
  const record = page.getByRole("table", { name: "操作记录" });
  await record.getByText("应本人要求删除一个联系人的个人信息").waitFor();
  await page.getByRole("combobox", { name: "类别" }).selectOption("export");
  await page.getByRole("textbox", { name: "操作" }).press("Enter");
  await record.getByText("应本人要求删除一个联系人的个人信息").waitFor({ state: "hidden" });
  await record.getByText("查找并导出一个联系人的全部个人信息").first().waitFor();
  expect(await page.locator("main").textContent()).not.toContain(PERSON.name);
  await page.getByRole("textbox", { name: "人员" }).fill("查无此人");
  await page.getByRole("button", { name: "查询" }).press("Enter");
  await page.getByText("没有符合条件的记录。").waitFor();
});
