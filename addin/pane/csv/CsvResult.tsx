/** What the check of a CSV file came to, and its import. */
import { Button, makeStyles } from "@fluentui/react-components";
import { useState } from "react";
import type { SheetKey } from "../../../shared/report/sheets.ts";
import type { CsvSource, CsvSum } from "../../sync/csv/source.ts";
import { Rows, type RowColumn } from "../Rows.tsx";
import { Section } from "../Section.tsx";
import { type CsvSent, putCsvIntoSheet, type RefusedLine, sendCsv } from "../tasks/csv-send.ts";
import { reportOf } from "../tasks/report.ts";
import { useUnits } from "../upload/PlaceFields.tsx";
import { usePane } from "../use-pane.ts";
import { number, sheetName } from "../wording.ts";
import { CsvFaults } from "./CsvFaults.tsx";

const useStyles = makeStyles({
  flat: { margin: 0 },
  bar: { display: "flex", flexWrap: "wrap", gap: "8px" },
});

export function CsvResult(props: {
  source: CsvSource;
  name: string;
  sum: CsvSum;
  sheet: SheetKey;
  unit: string;
  period: string;
}) {
  const styles = useStyles();
  const { pane, state, texts } = usePane();
  const words = texts.csv;
  const { source, sum, sheet, period } = props;
  const [sent, setSent] = useState<CsvSent | null>(null);
  const unit = useUnits().find(({ code }) => code === props.unit) ?? { code: props.unit, name: props.unit };
  const plan = { sheet, unit, period, sound: sum.sound };
  const send = async (): Promise<void> => {
    const agreed = await pane.ask("confirm", {
      title: words.confirmTitle,
      paragraphs: [
        words.confirm(number(sum.sound), sheetName(sheet, texts), unit.name, period),
        ...(sum.faulty > 0 ? [words.confirmFaulty(number(sum.faulty))] : []),
        words.confirmAgain,
      ],
      go: words.go,
    });
    if (agreed) await sendCsv(pane, source, plan, setSent);
  };
  const { workbook } = pane.surroundings;
  const complete = sent !== null && sent.done >= sum.sound;
  return (
    <Section title={words.result}>
      <p className={`${styles.flat} ms-font-m`} role="status">
        {words.sum(number(sum.rows), number(sum.sound))}{" "}
        {sum.faulty > 0 ? words.faultySum(number(sum.faulty)) : sum.warnings === 0 && words.noFaults}
      </p>
      {sum.sound > 0 && (
        <div className={styles.bar}>
          <Button
            appearance="primary"
            disabledFocusable={state.busy !== null || complete}
            onClick={() => void send()}
          >
            {sent && !complete ? words.sendAgain(number(sum.sound)) : words.send(number(sum.sound))}
          </Button>
          {workbook && (
            <Button
              disabledFocusable={state.busy !== null}
              onClick={() => {
                if (isOpen(state, plan)) void putCsvIntoSheet(pane, workbook, source, plan);
                else pane.set({ notice: words.otherReport });
              }}
            >
              {words.toSheet(number(sum.sound))}
            </Button>
          )}
        </div>
      )}
      {sent && <Sent sent={sent} all={sum.sound} />}
      {sum.errors + sum.warnings > 0 && (
        <CsvFaults source={source} name={props.name} sum={sum} sheet={sheet} />
      )}
    </Section>
  );
}

/** Does the open workbook hold this very report? */
function isOpen(
  state: Parameters<typeof reportOf>[0],
  { unit, period }: { readonly unit: { readonly code: string }; readonly period: string },
): boolean {
  const report = state.workbook?.report ? reportOf(state) : null;
  return report?.unit.code === unit.code && report.period === period;
}

function Sent({ sent, all }: { sent: CsvSent; all: number }) {
  const styles = useStyles();
  const { texts } = usePane();
  const words = texts.csv;
  const told = Object.entries(texts.upload.counts).flatMap(([outcome, say]) => {
    const n = Object.entries(sent.counts).find(([key]) => key === outcome)?.[1] ?? 0;
    return n > 0 ? [say(n)] : [];
  });
  const columns: RowColumn<RefusedLine>[] = [
    { id: "line", name: words.line, short: true, cell: ({ line }) => line },
    { id: "what", name: words.what, cell: ({ reasons }) => reasons.join(texts.semicolon) },
  ];
  return (
    <Section title={words.done}>
      <p className={`${styles.flat} ms-font-m`} role="status">
        {words.sent(number(sent.done), number(all))} {told.join(texts.comma)}
      </p>
      {sent.refused.length > 0 && (
        <Rows
          label={words.refused}
          columns={columns}
          rows={sent.refused}
          keyOf={({ line }) => String(line)}
        />
      )}
    </Section>
  );
}
