/** The record that is kept of erasures: when, by whom and why; never what. */
import { makeStyles } from "@fluentui/react-components";
import type { ErasureRecord } from "../../../shared/sync/personal.ts";
import { useUnitName } from "../history/use-unit-name.ts";
import { type RowColumn, Rows } from "../Rows.tsx";
import { usePane } from "../use-pane.ts";
import { timeInChina } from "../wording.ts";

const useStyles = makeStyles({ flat: { margin: 0 }, text: { overflowWrap: "anywhere" } });

export function Erasures({ erasures }: { readonly erasures: readonly ErasureRecord[] }) {
  const styles = useStyles();
  const { texts } = usePane();
  const { personal } = texts;
  const unitName = useUnitName();
  const columns: RowColumn<ErasureRecord>[] = [
    { id: "id", name: personal.number, short: true, cell: ({ id }) => String(id) },
    { id: "at", name: personal.when, short: true, cell: ({ at }) => timeInChina(at) },
    { id: "by", name: personal.by, short: true, cell: ({ by }) => `${by.name} · ${unitName(by.unit)}` },
    { id: "why", name: personal.why, cell: ({ reason }) => <span className={styles.text}>{reason}</span> },
    {
      id: "what",
      name: personal.what,
      cell: ({ rows, revisions, mentions }) => personal.counts(rows, revisions, mentions),
    },
  ];
  if (erasures.length === 0) return <p className={`${styles.flat} ms-font-m`}>{personal.doneNone}</p>;
  return <Rows label={personal.doneTitle} columns={columns} rows={erasures} keyOf={({ id }) => String(id)} />;
}
