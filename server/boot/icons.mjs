/** `npm run icons`: draws the icons in every size that Excel asks for, from their SVGs in addin/assets. */
import { readFile } from "node:fs/promises";
import { chromium } from "playwright-core";
import { BROWSER_FLAGS, findBrowser } from "../../test/browser/find-browser.mjs";
import { inProject } from "./project.mjs";

const RIBBON = [16, 20, 24, 32, 40, 48, 64, 80];
/** Up to this size the product's plainer drawing is the clearer one. */
const SMALL = 24;

const ICONS = [
  { name: "icon", sizes: [...RIBBON, 96, 128, 256] },
  { name: "submit", sizes: RIBBON },
  { name: "report", sizes: RIBBON },
];

const browser = await chromium.launch({ executablePath: findBrowser(), args: BROWSER_FLAGS });
try {
  const page = await browser.newPage();
  for (const { name, sizes } of ICONS) {
    for (const size of sizes) {
      const drawing = name === "icon" && size <= SMALL ? "icon-small" : name;
      const svg = await readFile(inProject("addin", "assets", `${drawing}.svg`), "utf8");
      await page.setViewportSize({ width: size, height: size });
      await page.setContent(`<style>body{margin:0}svg{display:block;width:${size}px}</style>${svg}`);
      await page.screenshot({
        path: inProject("addin", "assets", `${name}-${size}.png`),
        omitBackground: true,
      });
    }
  }
} finally {
  await browser.close();
}
