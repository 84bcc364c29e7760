/** A row about the person, and a text that speaks of the person: where it stands and what it says. */
import { Button, makeStyles, tokens } from "@fluentui/react-components";
import type { PersonMention, PersonRow } from "../../../shared/sync/personal.ts";
import { columnLabel } from "../../sync/results.ts";
import { useUnitName } from "../history/use-unit-name.ts";
import type { RowColumn } from "../Rows.tsx";
import { usePane } from "../use-pane.ts";
import { useRoute } from "../use-route.ts";
import { rowText, sheetName, timeInChina } from "../wording.ts";
import { heldIn } from "./held.ts";
import { placeText, rowAt } from "./place-text.ts";

const useStyles = makeStyles({
  lines: { display: "flex", flexDirection: "column", alignItems: "flex-start", rowGap: "2px" },
  aside: { color: tokens.colorNeutralForeground2, overflowWrap: "anywhere" },
  text: { overflowWrap: "anywhere" },
});

export function useRowColumns(): RowColumn<PersonRow>[] {
  const { texts } = usePane();
  const { personal } = texts;
  const unitName = useUnitName();
  return [
    { id: "unit", name: personal.unit, cell: ({ unit }) => `${unitName(unit)} ${unit}` },
    { id: "row", name: personal.row, cell: (row) => <Where {...row} /> },
    { id: "holds", name: personal.holds, cell: (row) => <Holds {...row} /> },
    { id: "revisions", name: personal.revisions, cell: (row) => <Span {...row} /> },
    { id: "acts", name: "", cell: (row) => <Record rowId={row.rowId} name={nameOf(row)} /> },
  ];
}

export function useMentionColumns(): RowColumn<PersonMention>[] {
  const { texts } = usePane();
  const { personal } = texts;
  return [
    { id: "place", name: personal.place, cell: ({ place }) => placeText(place, texts) },
    { id: "key", name: personal.key, cell: ({ key }) => <Aside text={key} /> },
    { id: "excerpt", name: personal.excerpt, cell: ({ excerpt }) => <Excerpt text={excerpt} /> },
    { id: "acts", name: "", cell: (mention) => <MentionRecord {...mention} /> },
  ];
}

/** As it is now, or was when it was deleted. */
const nameOf = ({ sheet, revisions }: PersonRow): string => rowText(sheet, revisions.at(-1)?.values ?? {});

function Where(row: PersonRow) {
  const styles = useStyles();
  const { texts } = usePane();
  return (
    <span className={styles.lines}>
      <span>{sheetName(row.sheet, texts)}</span>
      <span className={`${styles.aside} ms-font-s`}>{nameOf(row)}</span>
    </span>
  );
}

function Holds(row: PersonRow) {
  const styles = useStyles();
  const { texts } = usePane();
  const { personal } = texts;
  const changed = row.revisions.length > 1;
  return (
    <span className={styles.lines}>
      {heldIn(row).map(({ column, text, first, last }) => (
        <span key={`${column} ${first}`} className={styles.text}>
          {`${columnLabel(row.sheet, column, texts)}${texts.colon}${text === "" ? personal.empty : text}`}
          {changed && (
            <span className={`${styles.aside} ms-font-s`}>{` · ${personal.inRevisions(first, last)}`}</span>
          )}
        </span>
      ))}
    </span>
  );
}

function Span({ revisions }: PersonRow) {
  const { personal } = usePane().texts;
  const day = (at: string | undefined): string => (at === undefined ? "" : timeInChina(at).slice(0, 10));
  const latest = revisions.at(-1);
  const span = personal.revisionSpan(revisions.length, day(revisions[0]?.at), day(latest?.at));
  return <>{latest?.deleted ? `${span} · ${personal.gone}` : span}</>;
}

function Record({ rowId, name }: { readonly rowId: string; readonly name: string }) {
  const { go } = useRoute();
  const { personal } = usePane().texts;
  return (
    <Button size="small" aria-label={personal.recordOf(name)} onClick={() => go("history", rowId)}>
      {personal.record}
    </Button>
  );
}

function MentionRecord({ place, excerpt }: PersonMention) {
  const rowId = rowAt(place);
  return rowId === null ? null : <Record rowId={rowId} name={excerpt} />;
}

function Aside({ text }: { readonly text: string }) {
  const styles = useStyles();
  return <span className={`${styles.aside} ms-font-s`}>{text}</span>;
}

function Excerpt({ text }: { readonly text: string }) {
  const styles = useStyles();
  return <span className={styles.text}>{text}</span>;
}
