/** Pictures and workbooks of the run, for the README: kept where `DAKEHU_PICTURES` names a folder. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { saveXlsx } from "../host/save-xlsx.ts";
import type { Page } from "playwright-core";
import type { Desk } from "./desk.ts";

const folder = process.env.DAKEHU_PICTURES ?? "";

export async function picture(desk: Desk, name: string): Promise<void> {
  if (folder !== "") await desk.page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}

/** A page of the browser desk. */
export async function pictureOf(page: Page, name: string): Promise<void> {
  if (folder !== "") await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}

/** The workbook at the desk, as it is saved. */
export async function keepWorkbook(desk: Desk, name: string): Promise<void> {
  if (folder !== "") writeFileSync(join(folder, `${name}.xlsx`), await saveXlsx(await desk.workbook()));
}
