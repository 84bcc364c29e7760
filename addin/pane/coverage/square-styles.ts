/** How squares look, in the map and in its legend. */
import { makeStyles, tokens } from "@fluentui/react-components";

/** In pixels. */
export const CELL = { width: 44, height: 40 };

export const useSquareStyles = makeStyles({
  square: {
    width: `${CELL.width}px`,
    height: `${CELL.height}px`,
    flexShrink: 0,
    boxSizing: "border-box",
    display: "grid",
    alignItems: "center",
    justifyItems: "center",
    fontSize: "12px",
    lineHeight: "16px",
    cursor: "default",
    color: tokens.colorNeutralForeground1,
    borderRight: `1px solid ${tokens.colorNeutralStroke3}`,
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
  },
  four: { gridTemplateColumns: "1fr 1fr", padding: "2px 3px" },
  one: { fontVariantNumeric: "tabular-nums", fontSize: "14px" },
  group: { borderLeft: `1px solid ${tokens.colorNeutralStroke1}` },
  told: { backgroundColor: tokens.colorPaletteGreenBackground1 },
  whole: { backgroundColor: tokens.colorPaletteGreenBackground2 },
  empty: {
    backgroundImage: `repeating-linear-gradient(135deg, transparent 0 5px, ${tokens.colorPaletteRedBorder1} 5px 6px)`,
    backgroundColor: tokens.colorPaletteRedBackground1,
    // Where the system's colours replace ours the hatching goes: the dash stays.
    color: tokens.colorPaletteRedForeground1,
  },
  absent: { color: tokens.colorNeutralForegroundDisabled },
  selected: { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: "-2px" },
});
