/** One account at one unit: a sign for each kind that is told of, or the count of the one shown; hatched where empty. */
import { makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { memo } from "react";
import type { Square } from "../../../shared/summary/coverage.ts";
import { usePane } from "../use-pane.ts";
import { type Kind, KINDS, kindsIn } from "./squares.ts";

export const useSquareStyles = makeStyles({
  square: {
    width: "44px",
    height: "40px",
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

export interface MapSquareProps {
  readonly id: string;
  readonly index: number;
  /** Account and unit, for whoever does not see where the square stands. */
  readonly name: string;
  readonly square: Square | null;
  readonly kind: Kind | "all";
  /** A plant with its shops begins here. */
  readonly group: boolean;
  readonly selected: boolean;
  readonly onSelect: () => void;
  readonly onOpen: () => void;
}

export const MapSquare = memo(
  function MapSquare({ id, index, name, square, kind, group, selected, onSelect, onOpen }: MapSquareProps) {
    const styles = useSquareStyles();
    const { coverage } = usePane().texts;
    const kinds = kind === "all" ? KINDS : [kind];
    const told = kindsIn(square, kinds);
    const words =
      told.length === 0
        ? coverage.empty
        : told.map((one) => coverage.count(coverage.kinds[one], square?.[one] ?? 0)).join(" ");
    return (
      <div
        id={id}
        role="gridcell"
        aria-colindex={index}
        aria-selected={selected}
        aria-label={`${name} ${words}`}
        title={`${name}\n${words}`}
        className={mergeClasses(
          styles.square,
          kind === "all" && told.length > 0 ? styles.four : styles.one,
          group && styles.group,
          told.length === 0 ? styles.empty : told.length === kinds.length ? styles.whole : styles.told,
          selected && styles.selected,
        )}
        onClick={onSelect}
        onDoubleClick={onOpen}
      >
        {told.length === 0 ? (
          "–"
        ) : kind === "all" ? (
          KINDS.map((one) =>
            told.includes(one) ? (
              <span key={one}>{coverage.signs[one]}</span>
            ) : (
              <span key={one} className={styles.absent}>
                ·
              </span>
            ),
          )
        ) : (
          <span>{square?.[kind]}</span>
        )}
      </div>
    );
  },
  // What it does on a click follows from what it is: only what it shows counts.
  (before, after) =>
    before.square === after.square &&
    before.kind === after.kind &&
    before.selected === after.selected &&
    before.name === after.name &&
    before.index === after.index,
);
