/** Heading by heading: which column it stands for, why, and what stands under it. */
import { Button, makeStyles, MessageBar, MessageBarBody, Select, tokens } from "@fluentui/react-components";
import type { CsvMapping, HeadingChoices, MappedHeading } from "../../../shared/report/csv-mapping.ts";
import { columnOf, sheetOf, type SheetKey } from "../../../shared/report/sheets.ts";
import type { CsvPreview } from "../../sync/csv/source.ts";
import { columnLabel } from "../../sync/results.ts";
import { Rows, type RowColumn } from "../Rows.tsx";
import { Section } from "../Section.tsx";
import { usePane } from "../use-pane.ts";

const useStyles = makeStyles({
  how: { color: tokens.colorNeutralForeground2 },
  samples: { overflowWrap: "anywhere" },
  choice: { display: "flex", flexWrap: "wrap", alignItems: "center", gap: "4px 8px" },
  flat: { margin: 0, color: tokens.colorNeutralForeground2 },
});

export function CsvMappingTable(props: {
  sheet: SheetKey;
  mapping: CsvMapping;
  samples: CsvPreview["samples"];
  onChoose: (choices: HeadingChoices) => void;
}) {
  const styles = useStyles();
  const { texts } = usePane();
  const words = texts.csv;
  const { sheet, mapping, samples, onChoose } = props;
  const label = (key: string): string => columnLabel(sheet, key, texts);
  const proposed = mapping.headings.filter(({ proposal }) => proposal !== null);
  const columns: RowColumn<MappedHeading>[] = [
    { id: "heading", name: words.heading, head: true, cell: ({ text }) => text },
    {
      id: "samples",
      name: words.samples,
      cell: ({ at }) => <span className={styles.samples}>{examples(samples, at).join(texts.comma)}</span>,
    },
    {
      id: "column",
      name: words.column,
      cell: (one) => <ColumnChoice {...{ sheet, one, label }} onChoose={onChoose} />,
    },
  ];
  return (
    <Section
      title={words.mapping}
      aside={
        proposed.length > 1 ? (
          <Button
            size="small"
            onClick={() => onChoose(Object.fromEntries(proposed.map(({ key, proposal }) => [key, proposal])))}
          >
            {words.takeAll}
          </Button>
        ) : undefined
      }
    >
      {mapping.missing.length > 0 && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>
            {words.missing(mapping.missing.map(({ key }) => label(key)).join(texts.comma))}
          </MessageBarBody>
        </MessageBar>
      )}
      <Rows
        label={words.mapping}
        columns={columns}
        rows={mapping.headings.filter(({ key }) => key !== "")}
        keyOf={({ at }) => String(at)}
      />
      <p className={`${styles.flat} ms-font-s`}>{words.remembers}</p>
    </Section>
  );
}

function ColumnChoice(props: {
  sheet: SheetKey;
  one: MappedHeading;
  label: (key: string) => string;
  onChoose: (choices: HeadingChoices) => void;
}) {
  const styles = useStyles();
  const { state, texts } = usePane();
  const words = texts.csv;
  const { one, label, onChoose } = props;
  const { columns } = sheetOf(props.sheet);
  // Identities that our own files carry are no column to choose.
  const own = one.column !== null && columnOf(sheetOf(props.sheet), one.column) === undefined;
  return (
    <div className={styles.choice}>
      <Select
        size="small"
        aria-label={words.columnFor(one.text)}
        disabled={state.busy !== null || own}
        value={one.column ?? ""}
        onChange={(_, { value }) => onChoose({ [one.key]: value === "" ? null : value })}
      >
        <option value="">{words.leftOut}</option>
        {own && <option value={one.column ?? ""}>{one.column}</option>}
        {columns.map(({ key }) => (
          <option key={key} value={key}>
            {label(key)}
          </option>
        ))}
      </Select>
      <span className={`${styles.how} ms-font-s`}>
        {one.proposal === null ? words.how[one.how] : words.proposed(label(one.proposal))}
      </span>
      {one.proposal !== null && (
        <Button
          size="small"
          disabledFocusable={state.busy !== null}
          onClick={() => onChoose({ [one.key]: one.proposal })}
        >
          {words.take(label(one.proposal))}
        </Button>
      )}
    </div>
  );
}

const MOST_EXAMPLES = 3;
const LONGEST = 24;

function examples(samples: CsvPreview["samples"], at: number): string[] {
  const cells = samples.map(({ cells: row }) => row[at]?.trim() ?? "").filter((cell) => cell !== "");
  return [...new Set(cells)]
    .slice(0, MOST_EXAMPLES)
    .map((cell) => (cell.length > LONGEST ? `${cell.slice(0, LONGEST)}…` : cell));
}
