/** `npm run icons`: draws the product's icon in every size that Excel asks for, from its two SVGs. */
import { readFile } from "node:fs/promises";
import { chromium } from "playwright-core";
import { BROWSER_FLAGS, findBrowser } from "../../test/browser/find-browser.mjs";
import { inProject } from "./project.mjs";

const SIZES = [16, 20, 24, 32, 40, 48, 64, 80, 96, 128, 256];
/** Up to this size the plainer drawing is the clearer one. */
const SMALL = 24;

const browser = await chromium.launch({ executablePath: findBrowser(), args: BROWSER_FLAGS });
try {
  const page = await browser.newPage();
  for (const size of SIZES) {
    const svg = await readFile(inProject("addin", "assets", size <= SMALL ? "icon-small.svg" : "icon.svg"), "utf8");
    await page.setViewportSize({ width: size, height: size });
    await page.setContent(`<style>body{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${svg}`);
    await page.screenshot({ path: inProject("addin", "assets", `icon-${size}.png`), omitBackground: true });
  }
} finally {
  await browser.close();
}
