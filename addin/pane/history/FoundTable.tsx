/** Rows found: by their key columns where they are of one sheet, else in a few words. Deleted ones are struck through. */
import { Badge, Button, Link, makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { useState } from "react";
import { sheetOf, type SheetKey } from "../../../shared/report/sheets.ts";
import type { Revision } from "../../../shared/sync/protocol.ts";
import { usePane } from "../use-pane.ts";
import { rowText, sheetName, timeInChina } from "../wording.ts";
import { keyColumns } from "./query.ts";
import { useUnitName } from "./use-unit-name.ts";

const PAGE = 100;

const useStyles = makeStyles({
  table: {
    borderCollapse: "collapse",
    width: "100%",
    "& th, & td": {
      textAlign: "start",
      verticalAlign: "top",
      padding: "4px 8px",
      borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
    },
    "& th": { fontWeight: tokens.fontWeightSemibold, whiteSpace: "nowrap" },
  },
  wide: { "@media (max-width: 719px)": { display: "none" } },
  narrow: { "@media (min-width: 720px)": { display: "none" } },
  small: { display: "block", color: tokens.colorNeutralForeground2 },
  deleted: { color: tokens.colorNeutralForeground3, textDecorationLine: "line-through" },
  open: { textAlign: "start" },
  time: { whiteSpace: "nowrap" },
});

export interface FoundTableProps {
  readonly rows: readonly Revision[];
  /** Where all are of one. */
  readonly sheet: SheetKey | null;
  readonly onOpen: (rowId: string) => void;
}

export function FoundTable({ rows, sheet, onOpen }: FoundTableProps) {
  const styles = useStyles();
  const { texts } = usePane();
  const { history } = texts;
  const [shown, setShown] = useState(PAGE);
  const [first, ...others] = sheet === null ? [] : keyColumns(sheetOf(sheet));
  const left = rows.length - shown;
  return (
    <>
      <table className={`${styles.table} ms-font-m`} aria-label={history.findTitle}>
        <thead>
          <tr>
            <th scope="col">{first ? first[texts.language] : history.row}</th>
            {others.map((column) => (
              <th key={column.key} scope="col" className={styles.wide}>
                {column[texts.language]}
              </th>
            ))}
            <th scope="col" className={styles.wide}>
              {history.unitHead}
            </th>
            <th scope="col" className={styles.wide}>
              {history.monthHead}
            </th>
            <th scope="col" className={styles.wide}>
              {history.changedHead}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, shown).map((row) => (
            <Line
              key={row.rowId}
              row={row}
              keys={first ? [first, ...others].map(({ key }) => key) : null}
              onOpen={() => onOpen(row.rowId)}
            />
          ))}
        </tbody>
      </table>
      {left > 0 && (
        <Button onClick={() => setShown(shown + PAGE)}>{history.more(Math.min(left, PAGE))}</Button>
      )}
    </>
  );
}

interface LineProps {
  readonly row: Revision;
  /** Columns shown by themselves. */
  readonly keys: readonly string[] | null;
  readonly onOpen: () => void;
}

function Line({ row, keys, onOpen }: LineProps) {
  const styles = useStyles();
  const { texts } = usePane();
  const { history } = texts;
  const unitName = useUnitName();
  const words = rowText(row.sheet, row.values) || texts.common.empty;
  const gone = row.deleted ? styles.deleted : undefined;
  const [first, ...others] = keys ?? [];
  const text = (key: string): string => String(row.values[key] ?? "");
  const place = [keys === null ? sheetName(row.sheet, texts) : "", unitName(row.unit), row.period]
    .filter(Boolean)
    .join(" · ");
  const changed = `${timeInChina(row.at)} · ${row.by.name}`;
  return (
    <tr>
      <td>
        <Link
          as="button"
          className={mergeClasses(styles.open, gone)}
          title={history.openRow(words)}
          onClick={onOpen}
        >
          {first === undefined ? words : text(first) || texts.common.empty}
        </Link>{" "}
        {row.deleted && (
          <Badge appearance="outline" color="important">
            {history.deleted}
          </Badge>
        )}
        {row.late && (
          <Badge appearance="outline" color="warning">
            {history.late}
          </Badge>
        )}
        {keys === null && (
          <span className={mergeClasses(styles.small, styles.wide, "ms-font-s")}>
            {sheetName(row.sheet, texts)}
          </span>
        )}
        {keys !== null && (
          <span className={mergeClasses(styles.small, styles.narrow, "ms-font-s")}>
            {others.map(text).filter(Boolean).join(" · ")}
          </span>
        )}
        <span className={mergeClasses(styles.small, styles.narrow, "ms-font-s")}>{place}</span>
        <span className={mergeClasses(styles.small, styles.narrow, "ms-font-s")}>{changed}</span>
      </td>
      {others.map((key) => (
        <td key={key} className={mergeClasses(styles.wide, gone)}>
          {text(key)}
        </td>
      ))}
      <td className={styles.wide}>{unitName(row.unit)}</td>
      <td className={mergeClasses(styles.wide, styles.time)}>{row.period ?? "–"}</td>
      <td className={styles.wide}>
        <span className={styles.time}>{timeInChina(row.at)}</span>
        <span className={mergeClasses(styles.small, "ms-font-s")}>
          {`${row.by.name} · ${history.revision(row.revision)}`}
        </span>
      </td>
    </tr>
  );
}
