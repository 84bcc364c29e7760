/** One account's line of the map. It is drawn again only when something in it changes, not whenever a key moves. */
import { makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { memo } from "react";
import type { Coverage } from "../../../shared/summary/coverage.ts";
import type { Texts } from "../../../shared/text/texts.ts";
import { MapSquare } from "./MapSquare.tsx";
import { type Kind, type MapRow, type Place } from "./squares.ts";
import { CELL, useSquareStyles } from "./square-styles.ts";

const useStyles = makeStyles({
  row: { position: "absolute", left: 0, display: "flex", height: `${CELL.height}px` },
  account: {
    position: "sticky",
    left: 0,
    zIndex: 1,
    flexShrink: 0,
    boxSizing: "border-box",
    padding: "2px 8px",
    display: "flex",
    flexDirection: "column",
    justifyContent: "center",
    backgroundColor: tokens.colorNeutralBackground1,
    borderRight: `1px solid ${tokens.colorNeutralStroke1}`,
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
  },
  current: { backgroundColor: tokens.colorNeutralBackground1Selected },
  line: { overflow: "hidden", textOverflow: "ellipsis", whiteSpace: "nowrap", lineHeight: "18px" },
  small: { color: tokens.colorNeutralForeground2, lineHeight: "15px" },
  lacks: { color: tokens.colorPaletteRedForeground1, lineHeight: "15px" },
});

export interface MapLineProps {
  /** Of the map: see `squareId`. */
  readonly id: string;
  readonly row: MapRow;
  /** Which line it is, from 0. */
  readonly at: number;
  /** Where it stands in the map, and how wide its heading is. */
  readonly top: number;
  readonly side: number;
  /** Squares that are in sight. */
  readonly first: number;
  readonly last: number;
  readonly units: Coverage["units"];
  readonly kind: Kind | "all";
  /** The picked square's, where it is in this line. */
  readonly column: number | null;
  readonly texts: Texts;
  readonly onPlace: (place: Place) => void;
  readonly onOpen: () => void;
}

export const squareId = (map: string, { row, column }: Place): string => `${map}-${row}-${column}`;

export const MapLine = memo(
  function MapLine(props: MapLineProps) {
    const styles = useStyles();
    const squares = useSquareStyles();
    const { id, row, at, top, side, first, last, units, kind, column, texts, onPlace, onOpen } = props;
    return (
      <div
        role="row"
        aria-rowindex={at + 2}
        className={styles.row}
        style={{ top, width: side + units.length * CELL.width }}
      >
        <AccountHead {...props} />
        <div role="presentation" style={{ width: first * CELL.width, flexShrink: 0 }} />
        {units.slice(first, last).map((unit, offset) => {
          const place = { row: at, column: first + offset };
          return (
            <MapSquare
              key={unit.code}
              id={squareId(id, place)}
              index={place.column + 2}
              name={texts.coverage.square(row.account, unit.name)}
              square={row.squares[place.column] ?? null}
              kind={kind}
              group={unit.kind === "plant"}
              selected={column === place.column}
              styles={squares}
              texts={texts}
              onSelect={() => onPlace(place)}
              onOpen={onOpen}
            />
          );
        })}
      </div>
    );
  },
  // What opening means changes with the place picked; the line that it is picked in is drawn again anyway.
  (before, after) =>
    before.row === after.row &&
    before.at === after.at &&
    before.top === after.top &&
    before.side === after.side &&
    before.first === after.first &&
    before.last === after.last &&
    before.units === after.units &&
    before.kind === after.kind &&
    before.column === after.column &&
    before.texts === after.texts,
);

function AccountHead({ row, units, kind, side, column, texts }: MapLineProps) {
  const styles = useStyles();
  const { coverage, comma } = texts;
  const { account, standing, told, lacks } = row;
  const note = standing === "registered" ? "" : coverage.standing[standing];
  const gaps =
    lacks.length === 0 || kind !== "all"
      ? ""
      : coverage.lacks(lacks.map((one) => coverage.kinds[one]).join(comma));
  const count = [note, coverage.units(told, units.length)].filter(Boolean).join(" · ");
  return (
    <div
      role="rowheader"
      aria-colindex={1}
      className={mergeClasses(styles.account, column !== null && styles.current)}
      style={{ width: side }}
      title={[account, count, gaps].filter(Boolean).join(" · ")}
    >
      <span className={`${styles.line} ms-font-m`}>{account}</span>
      <span className={mergeClasses(styles.line, gaps === "" ? styles.small : styles.lacks, "ms-font-xs")}>
        {gaps === "" ? count : gaps}
      </span>
    </div>
  );
}
