/** Office's theme as Fluent's. */
import { teamsHighContrastTheme, type Theme, webDarkTheme, webLightTheme } from "@fluentui/react-components";
import { useEffect, useMemo, useState } from "react";
import { currentTheme, type Theme as OfficeTheme, watchTheme } from "../excel/office.ts";

/** The fonts of `addin/look`: Chinese first, in the faces that Office itself uses. */
const FONTS =
  '"Microsoft YaHei UI", "Microsoft YaHei", "Segoe UI", "PingFang SC", "Noto Sans CJK SC", "Noto Sans SC", -apple-system, BlinkMacSystemFont, "Helvetica Neue", sans-serif';

/** Follows Office's theme and the system's while the pane is open. */
export function useTheme(): Theme {
  const [theme, setTheme] = useState(currentTheme);
  useEffect(() => watchTheme(setTheme), []);
  return useMemo(() => ({ ...fluentTheme(theme), fontFamilyBase: FONTS }), [theme]);
}

function fluentTheme({ highContrast, dark }: OfficeTheme): Theme {
  if (highContrast) return teamsHighContrastTheme;
  return dark ? webDarkTheme : webLightTheme;
}
