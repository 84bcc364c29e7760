/** Office around the pane: is this Excel, which language, which theme; what is kept, and where links open. */
import { excelLanguage } from "./language.ts";

export interface Theme {
  readonly dark: boolean;
  /** Windows' contrast themes: the system's own colours are to be used. */
  readonly highContrast: boolean;
  /** `#RRGGBB` where Office tells. */
  readonly background: string | null;
  readonly foreground: string | null;
}

interface OfficeHost {
  readonly inExcel: boolean;
  /** Excel can do all that a unit needs (ExcelApi 1.8: Excel 2019, Microsoft 365, the web). */
  readonly capable: boolean;
  readonly language: "zh" | "en";
  readonly theme: Theme;
}

/** Resolves once Office.js has found out where it runs; in a plain browser tab too. */
export async function whenOfficeReady(): Promise<OfficeHost> {
  if (typeof Office === "undefined") {
    return { inExcel: false, capable: false, language: browserLanguage(), theme: currentTheme() };
  }
  const { host } = await Office.onReady();
  const inExcel = host === Office.HostType.Excel;
  return {
    inExcel,
    capable: inExcel && isSetSupported("ExcelApi", "1.8"),
    language: inExcel ? excelLanguage() : browserLanguage(),
    theme: currentTheme(),
  };
}

const isSetSupported = (set: string, version: string): boolean =>
  typeof Office !== "undefined" && Boolean(Office.context?.requirements?.isSetSupported(set, version));

export const browserLanguage = (): "zh" | "en" =>
  typeof navigator === "undefined" || /^zh\b/i.test(navigator.language) ? "zh" : "en";

/** Office's theme where it tells one, else the system's. */
export function currentTheme(): Theme {
  const told = typeof Office === "undefined" ? undefined : Office.context?.officeTheme;
  const background = colorOf(told?.bodyBackgroundColor);
  const foreground = colorOf(told?.bodyForegroundColor);
  return {
    dark: background === null ? matches("(prefers-color-scheme: dark)") : isDark(background),
    highContrast: matches("(forced-colors: active)"),
    background,
    foreground,
  };
}

/** Some hosts leave the `#` out, and some add an alpha channel. */
function colorOf(text: string | undefined): string | null {
  const digits = /^#?([\da-f]{6})(?:[\da-f]{2})?$/i.exec(text ?? "")?.[1];
  return digits === undefined ? null : `#${digits.toUpperCase()}`;
}

/** Darker than middle grey, as the eye sees it (ITU-R BT.601). */
function isDark(color: string): boolean {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
  return 0.299 * r + 0.587 * g + 0.114 * b < 128;
}

const THEME_QUERIES = ["(prefers-color-scheme: dark)", "(forced-colors: active)"] as const;

const matches = (query: string): boolean => typeof matchMedia === "function" && matchMedia(query).matches;

/**
 * Tells of changes of theme. Excel has no event for it on every platform, so the theme is looked at again when the
 * system's changes and when the pane is returned to. The function it gives ends the watch.
 */
export function watchTheme(changed: (theme: Theme) => void): () => void {
  let last = JSON.stringify(currentTheme());
  const look = (): void => {
    const theme = currentTheme();
    const now = JSON.stringify(theme);
    if (now === last) return;
    last = now;
    changed(theme);
  };
  const queries = typeof matchMedia === "function" ? THEME_QUERIES.map((query) => matchMedia(query)) : [];
  for (const query of queries) query.addEventListener("change", look);
  globalThis.addEventListener?.("focus", look);
  return () => {
    for (const query of queries) query.removeEventListener("change", look);
    globalThis.removeEventListener?.("focus", look);
  };
}

/** Opens a page in the system's browser: in desktop Excel the pane has no tabs. Other addresses than http(s) are refused. */
export function openInBrowser(url: string): void {
  if (!/^https?:\/\//i.test(url)) throw new RangeError(`not a web address: ${url}`);
  if (isSetSupported("OpenBrowserWindowApi", "1.1")) Office.context.ui.openBrowserWindow(url);
  else globalThis.open(url, "_blank", "noopener");
}

/** Settings that travel with the workbook. */
export const documentSettings = {
  get(key: string): unknown {
    return typeof Office === "undefined" ? null : (Office.context?.document?.settings?.get(key) ?? null);
  },
  /** `null` takes the setting away. Resolves when it is in the workbook; that it is saved is the user's business. */
  async set(key: string, value: unknown): Promise<void> {
    const settings = typeof Office === "undefined" ? undefined : Office.context?.document?.settings;
    if (!settings) return;
    if (value === null) settings.remove(key);
    else settings.set(key, value);
    await new Promise<void>((resolve, reject) => {
      settings.saveAsync((result) => {
        if (result.status === Office.AsyncResultStatus.Succeeded) resolve();
        else reject(new Error(result.error.message));
      });
    });
  },
};
