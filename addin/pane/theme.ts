/** Office's theme as Fluent's. */
import { teamsHighContrastTheme, type Theme, webDarkTheme, webLightTheme } from "@fluentui/react-components";
import { useMemo, useSyncExternalStore } from "react";
import { currentTheme, watchTheme } from "../excel/office.ts";

/** The fonts of `addin/look`: Chinese first, in the faces that Office itself uses. */
const FONTS =
  '"Microsoft YaHei UI", "Microsoft YaHei", "Segoe UI", "PingFang SC", "Noto Sans CJK SC", "Noto Sans SC", -apple-system, BlinkMacSystemFont, "Helvetica Neue", sans-serif';

/** Follows Office's theme and the system's while the pane is open. */
export function useTheme(): { readonly theme: Theme; readonly dark: boolean } {
  const look = useSyncExternalStore(subscribe, lookNow);
  return useMemo(
    () => ({ theme: { ...THEMES[look], fontFamilyBase: FONTS }, dark: look === "dark" }),
    [look],
  );
}

const THEMES = { contrast: teamsHighContrastTheme, dark: webDarkTheme, light: webLightTheme };

const subscribe = (changed: () => void): (() => void) => watchTheme(changed);

function lookNow(): keyof typeof THEMES {
  const { highContrast, dark } = currentTheme();
  if (highContrast) return "contrast";
  return dark ? "dark" : "light";
}
