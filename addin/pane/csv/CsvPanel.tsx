/** One CSV file: how it is written, what its headings stand for, what is wrong in it, and only then its import. */
import { Button, makeStyles, MessageBar, MessageBarBody } from "@fluentui/react-components";
import { useEffect, useState } from "react";
import { type HeadingChoices, mapHeadings } from "../../../shared/report/csv-mapping.ts";
import type { CsvFormat } from "../../../shared/report/csv-records.ts";
import { sheetOf, type SheetKey, SHEETS } from "../../../shared/report/sheets.ts";
import { heading } from "../../../shared/report/workbook.ts";
import type { CsvHeadings } from "../../../shared/sync/csv.ts";
import { openCsvFile } from "../../sync/csv/open.ts";
import { type CsvPreview, type CsvSource, type CsvSum, MAX_CSV_BYTES } from "../../sync/csv/source.ts";
import { Loaded } from "../Loaded.tsx";
import { Section } from "../Section.tsx";
import { checkCsv, rememberHeadings } from "../tasks/csv.ts";
import { useUnits } from "../upload/PlaceFields.tsx";
import { usePane } from "../use-pane.ts";
import { useResource } from "../use-resource.ts";
import { CsvFields } from "./CsvFields.tsx";
import { CsvMappingTable } from "./CsvMappingTable.tsx";
import { CsvPreviewTable } from "./CsvPreviewTable.tsx";
import { CsvResult } from "./CsvResult.tsx";

const useStyles = makeStyles({ flat: { margin: 0 }, start: { alignSelf: "flex-start" } });

export function CsvPanel({ file }: { file: File }) {
  const { texts } = usePane();
  const words = texts.csv;
  return (
    <Section title={`${words.title} · ${file.name}`}>
      {file.size > MAX_CSV_BYTES ? (
        <MessageBar intent="error" layout="multiline">
          <MessageBarBody>{words.tooLarge(MAX_CSV_BYTES / 1024 / 1024)}</MessageBarBody>
        </MessageBar>
      ) : (
        <OpenedFile file={file} />
      )}
    </Section>
  );
}

function OpenedFile({ file }: { file: File }) {
  const [source] = useState(() => openCsvFile(file));
  useEffect(() => () => source.close(), [source]);
  return <CsvSteps source={source} name={file.name} />;
}

/** @param props.source of a file; tests give one without a worker */
function CsvSteps({ source, name }: { source: CsvSource; name: string }) {
  const { pane, state } = usePane();
  const units = useUnits();
  const [sheet, setSheet] = useState<SheetKey | null>(null);
  const [format, setFormat] = useState<Partial<CsvFormat>>({});
  const [place, setPlace] = useState({
    unit: state.unit?.code ?? units[0]?.code ?? "",
    period: state.period,
  });
  const chosenSheet = sheet ?? "purchases";
  const looked = useResource(
    `csv ${name} ${sheet ?? ""} ${format.encoding} ${format.separator}`,
    async () => {
      const look = { format, chosen: {}, remembered: {} };
      const preview = await source.look({ ...look, sheet: chosenSheet });
      // Until somebody chooses, the sheet is the one whose columns the file has most of.
      const likely = sheet ?? (preview ? likelySheet(preview.headings) : chosenSheet);
      return {
        sheet: likely,
        preview: likely === chosenSheet ? preview : await source.look({ ...look, sheet: likely }),
      };
    },
  );
  const shown = sheet ?? looked.value?.sheet ?? chosenSheet;
  const remembered = useResource(`csv headings ${place.unit} ${shown}`, (signal) =>
    pane.surroundings.service.csvHeadings(place.unit, shown, signal),
  );
  return (
    <Loaded resource={looked}>
      {({ preview }) => (
        <>
          <CsvFields
            sheet={shown}
            format={format}
            found={preview}
            place={place}
            onSheet={setSheet}
            onFormat={setFormat}
            onPlace={setPlace}
          />
          {preview === null ? (
            <Empty />
          ) : (
            <Loaded resource={remembered}>
              {(known) => (
                <CsvMapped
                  key={`${shown} ${place.unit} ${place.period} ${preview.encoding} ${preview.separator}`}
                  {...{ source, name, format, preview, known, ...place }}
                  sheet={shown}
                />
              )}
            </Loaded>
          )}
        </>
      )}
    </Loaded>
  );
}

function Empty() {
  const styles = useStyles();
  const { texts } = usePane();
  return <p className={`${styles.flat} ms-font-m`}>{texts.csv.empty}</p>;
}

function likelySheet(headings: readonly string[]): SheetKey {
  const shares = SHEETS.map((sheet) => {
    const known = mapHeadings(headings, sheet).headings.filter(({ column }) => column !== null).length;
    return { key: sheet.key, known, share: known / sheet.columns.length };
  });
  const [best] = shares.sort((a, b) => b.known - a.known || b.share - a.share);
  return best && best.known > 0 ? best.key : "purchases";
}

function CsvMapped(props: {
  source: CsvSource;
  name: string;
  sheet: SheetKey;
  format: Partial<CsvFormat>;
  unit: string;
  period: string;
  preview: CsvPreview;
  known: CsvHeadings;
}) {
  const styles = useStyles();
  const { pane, state, texts } = usePane();
  const words = texts.csv;
  const { source, preview, sheet, unit, period, format, known } = props;
  const [chosen, setChosen] = useState<HeadingChoices>({});
  const [sum, setSum] = useState<CsvSum | null>(null);
  const remembered = Object.fromEntries(
    known.headings.map((one): [string, string | null] => [heading(one.heading), one.column]),
  );
  const mapping = mapHeadings(preview.headings, sheetOf(sheet), chosen, remembered);
  const choose = (choices: HeadingChoices): void => {
    setChosen({ ...chosen, ...choices });
    setSum(null);
  };
  const check = async (): Promise<void> => {
    setSum(null);
    if (Object.keys(chosen).length > 0) {
      const written = new Map(preview.headings.map((text) => [heading(text), text]));
      const kept = known.headings.filter((one) => !Object.hasOwn(chosen, heading(one.heading)));
      const added = Object.entries(chosen).map(([key, column]) => ({
        heading: written.get(key) ?? key,
        column,
      }));
      await rememberHeadings(pane, unit, sheet, [
        ...kept.map((one) => ({ heading: one.heading, column: one.column })),
        ...added,
      ]);
    }
    await checkCsv(pane, source, { sheet, unit, period, format, chosen, remembered }, setSum);
  };
  return (
    <>
      <CsvPreviewTable preview={preview} />
      <CsvMappingTable sheet={sheet} mapping={mapping} samples={preview.samples} onChoose={choose} />
      <Button
        className={styles.start}
        appearance={sum ? "secondary" : "primary"}
        disabledFocusable={state.busy !== null}
        onClick={() => void check()}
      >
        {words.check}
      </Button>
      {sum && <CsvResult {...{ source, sum, sheet, unit, period }} name={props.name} />}
    </>
  );
}
