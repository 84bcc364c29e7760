/** Rows of like things: a table where there is room, else one card for each, with the same cells under their names. */
import {
  Button,
  makeStyles,
  mergeClasses,
  Table,
  TableBody,
  TableCell,
  TableHeader,
  TableHeaderCell,
  TableRow,
  tokens,
} from "@fluentui/react-components";
import { type ReactNode, useState } from "react";
import { stacked } from "./lists.ts";
import { usePane } from "./use-pane.ts";
import { useWide } from "./use-wide.ts";

const useStyles = makeStyles({
  table: { tableLayout: "auto" },
  headCell: { fontWeight: tokens.fontWeightSemibold, whiteSpace: "nowrap" },
  cell: { padding: "8px", verticalAlign: "top", height: "auto" },
  short: { whiteSpace: "nowrap" },
  cards: stacked("8px"),
  card: {
    margin: 0,
    padding: "12px",
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
  },
  pairs: { margin: 0, display: "flex", flexDirection: "column", rowGap: "6px" },
  pair: { display: "grid", gridTemplateColumns: "84px 1fr", columnGap: "8px" },
  name: { color: tokens.colorNeutralForeground2 },
  value: { margin: 0, minWidth: 0 },
  more: { alignSelf: "flex-start" },
});

export interface RowColumn<T> {
  readonly id: string;
  /** "" for a column that needs no heading. */
  readonly name: string;
  /** null where there is nothing to say: a card then leaves it out. */
  readonly cell: (row: T) => ReactNode;
  /** Says what the row is: on a card it needs no name before it. */
  readonly head?: true;
  /** CSS, where the browser should not choose. */
  readonly width?: string;
  /** Words and dates that are not broken. */
  readonly short?: true;
}

interface RowsProps<T> {
  readonly label: string;
  readonly columns: readonly RowColumn<T>[];
  readonly rows: readonly T[];
  readonly keyOf: (row: T) => string;
}

/** Drawn at a time: thousands would make the page slow. */
const PORTION = 100;

export function Rows<T>(props: RowsProps<T>) {
  const styles = useStyles();
  const { texts } = usePane();
  const wide = useWide();
  const [shown, setShown] = useState(PORTION);
  const rows = props.rows.slice(0, shown);
  const left = props.rows.length - rows.length;
  return (
    <>
      {wide ? <WideRows {...props} rows={rows} /> : <Cards {...props} rows={rows} />}
      {left > 0 && (
        <Button className={styles.more} onClick={() => setShown(shown + PORTION)}>
          {texts.screening.more(Math.min(left, PORTION))}
        </Button>
      )}
    </>
  );
}

function WideRows<T>({ label, columns, rows, keyOf }: RowsProps<T>) {
  const styles = useStyles();
  return (
    <Table size="small" className={styles.table} aria-label={label}>
      <TableHeader>
        <TableRow>
          {columns.map(({ id, name, width }) => (
            <TableHeaderCell key={id} className={styles.headCell} style={width ? { width } : {}}>
              {name}
            </TableHeaderCell>
          ))}
        </TableRow>
      </TableHeader>
      <TableBody>
        {rows.map((row) => (
          <TableRow key={keyOf(row)}>
            {columns.map(({ id, short, cell }) => (
              <TableCell key={id} className={mergeClasses(styles.cell, short && styles.short)}>
                {cell(row)}
              </TableCell>
            ))}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function Cards<T>({ label, columns, rows, keyOf }: RowsProps<T>) {
  const styles = useStyles();
  return (
    <ul className={styles.cards} aria-label={label}>
      {rows.map((row) => (
        <li key={keyOf(row)} className={styles.card}>
          <dl className={styles.pairs}>
            {columns.map((column) => (
              <Pair key={column.id} column={column} content={column.cell(row)} />
            ))}
          </dl>
        </li>
      ))}
    </ul>
  );
}

function Pair<T>({ column: { name, head }, content }: { column: RowColumn<T>; content: ReactNode }) {
  const styles = useStyles();
  if (content === null || content === false || content === "") return null;
  if (head || name === "") return <dd className={styles.value}>{content}</dd>;
  return (
    <div className={styles.pair}>
      <dt className={`${styles.name} ms-font-s`}>{name}</dt>
      <dd className={`${styles.value} ms-font-m`}>{content}</dd>
    </div>
  );
}
