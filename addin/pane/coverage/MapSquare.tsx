/** One account at one unit: a sign for each kind that is told of, or the count of the one shown; hatched where empty. */
import { mergeClasses } from "@fluentui/react-components";
import type { Square } from "../../../shared/summary/coverage.ts";
import type { Texts } from "../../../shared/text/texts.ts";
import type { useSquareStyles } from "./square-styles.ts";
import { type Kind, KINDS, kindsIn } from "./squares.ts";

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
  readonly styles: ReturnType<typeof useSquareStyles>;
  readonly texts: Texts;
  readonly onSelect: () => void;
  readonly onOpen: () => void;
}

export function MapSquare(props: MapSquareProps) {
  const { id, index, name, square, kind, group, selected, styles, texts, onSelect, onOpen } = props;
  const { coverage } = texts;
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
}
