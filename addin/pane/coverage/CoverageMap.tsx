/**
 * The map itself: headings stay in sight, both sides scroll, keys move as in a sheet. Only what is in sight is drawn,
 * so that a thousand units by two thousand accounts scroll as well as three by nine.
 */
import { makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { type KeyboardEvent, useId, useRef } from "react";
import type { Coverage } from "../../../shared/summary/coverage.ts";
import { usePane } from "../use-pane.ts";
import { MapLine, squareId } from "./MapLine.tsx";
import { CELL } from "./square-styles.ts";
import { inSight, type Kind, type MapRow, moved, type Place } from "./squares.ts";
import { useViewport } from "./use-viewport.ts";

const HEAD = 128;
const CHINESE = /\p{Script=Han}/u;
/** Width of the accounts' headings, by the room there is. */
const sideOf = (width: number): number => (width < 560 ? 112 : 208);

const useStyles = makeStyles({
  frame: {
    position: "relative",
    overflow: "auto",
    alignSelf: "flex-start",
    maxWidth: "100%",
    boxSizing: "border-box",
    maxHeight: "min(70vh, 760px)",
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    ":focus-visible": { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: "1px" },
  },
  plane: { position: "relative" },
  heads: {
    position: "sticky",
    top: 0,
    zIndex: 2,
    display: "flex",
    height: `${HEAD}px`,
    backgroundColor: tokens.colorNeutralBackground1,
    borderBottom: `1px solid ${tokens.colorNeutralStroke1}`,
    boxSizing: "border-box",
  },
  corner: {
    position: "sticky",
    left: 0,
    zIndex: 1,
    flexShrink: 0,
    boxSizing: "border-box",
    padding: "8px",
    display: "flex",
    alignItems: "flex-end",
    color: tokens.colorNeutralForeground2,
    backgroundColor: tokens.colorNeutralBackground1,
    borderRight: `1px solid ${tokens.colorNeutralStroke1}`,
  },
  unit: {
    width: `${CELL.width}px`,
    flexShrink: 0,
    boxSizing: "border-box",
    display: "flex",
    justifyContent: "center",
    alignItems: "flex-end",
    paddingBottom: "6px",
    color: tokens.colorNeutralForeground2,
  },
  plant: {
    fontWeight: tokens.fontWeightSemibold,
    color: tokens.colorNeutralForeground1,
    borderLeft: `1px solid ${tokens.colorNeutralStroke1}`,
  },
  unitName: {
    writingMode: "vertical-rl",
    maxHeight: `${HEAD - 12}px`,
    maxWidth: `${CELL.width - 4}px`,
    lineHeight: "17px",
    overflow: "hidden",
  },
  // 4S店 reads from top to bottom, each sign upright.
  upright: { textOrientation: "upright" },
  current: { backgroundColor: tokens.colorNeutralBackground1Selected },
});

export interface CoverageMapProps {
  readonly rows: readonly MapRow[];
  readonly units: Coverage["units"];
  readonly kind: Kind | "all";
  readonly place: Place | null;
  readonly onPlace: (place: Place) => void;
  readonly onOpen: () => void;
}

export function CoverageMap({ rows, units, kind, place, onPlace, onOpen }: CoverageMapProps) {
  const styles = useStyles();
  const { texts } = usePane();
  const { coverage } = texts;
  const frame = useRef<HTMLDivElement>(null);
  const { top, left, width, height } = useViewport(frame);
  const id = useId();
  const side = sideOf(width);
  const down = inSight(top, height - HEAD, CELL.height, rows.length);
  const across = inSight(left, width - side, CELL.width, units.length);

  const reveal = ({ row, column }: Place) => {
    const element = frame.current;
    if (!element) return;
    element.scrollTop = intoSight(
      element.scrollTop,
      element.clientHeight - HEAD,
      row * CELL.height,
      CELL.height,
    );
    element.scrollLeft = intoSight(
      element.scrollLeft,
      element.clientWidth - side,
      column * CELL.width,
      CELL.width,
    );
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter" && place !== null) {
      event.preventDefault();
      onOpen();
      return;
    }
    const extent = {
      rows: rows.length,
      columns: units.length,
      page: Math.max(1, Math.floor((height - HEAD) / CELL.height) - 1),
    };
    const from = place ?? { row: 0, column: 0 };
    const to = moved(from, event.key, event.ctrlKey || event.metaKey, extent);
    if (!to) return;
    event.preventDefault();
    // The first key says where one is.
    const next = place === null ? from : to;
    onPlace(next);
    reveal(next);
  };

  return (
    <div
      ref={frame}
      className={styles.frame}
      role="grid"
      tabIndex={0}
      aria-label={coverage.map(rows.length, units.length)}
      aria-description={coverage.keys}
      aria-rowcount={rows.length + 1}
      aria-colcount={units.length + 1}
      {...(place === null ? {} : { "aria-activedescendant": squareId(id, place) })}
      onKeyDown={onKeyDown}
    >
      <div
        className={styles.plane}
        role="presentation"
        style={{ width: side + units.length * CELL.width, height: HEAD + rows.length * CELL.height }}
      >
        <div className={styles.heads} role="row" aria-rowindex={1}>
          <div className={`${styles.corner} ms-font-s`} role="columnheader" style={{ width: side }}>
            {coverage.corner}
          </div>
          <div role="presentation" style={{ width: across.first * CELL.width, flexShrink: 0 }} />
          {units.slice(across.first, across.last).map(({ code, name, kind: ofUnit }, index) => (
            <div
              key={code}
              role="columnheader"
              aria-colindex={across.first + index + 2}
              title={`${name} ${code}`}
              className={mergeClasses(
                styles.unit,
                "ms-font-s",
                ofUnit === "plant" && styles.plant,
                place?.column === across.first + index && styles.current,
              )}
            >
              <span className={mergeClasses(styles.unitName, CHINESE.test(name) && styles.upright)}>
                {name}
              </span>
            </div>
          ))}
        </div>
        {rows.slice(down.first, down.last).map((row, index) => {
          const at = down.first + index;
          return (
            <MapLine
              key={row.accountId}
              id={id}
              row={row}
              at={at}
              top={HEAD + at * CELL.height}
              side={side}
              first={across.first}
              last={across.last}
              units={units}
              kind={kind}
              column={place?.row === at ? place.column : null}
              texts={texts}
              onPlace={onPlace}
              onOpen={onOpen}
            />
          );
        })}
      </div>
    </div>
  );
}

/** The scroll position nearest to the present one at which a stretch is wholly in sight. */
function intoSight(scrolled: number, room: number, from: number, length: number): number {
  if (from < scrolled) return from;
  return from + length > scrolled + room ? from + length - room : scrolled;
}
