/** 上传: filled workbooks and CSV files, checked and shown before anything is written (R1). */
import { Button, makeStyles } from "@fluentui/react-components";
import { useEffect, useState, useSyncExternalStore } from "react";
import { CsvPanel } from "../csv/CsvPanel.tsx";
import { stacked } from "../lists.ts";
import { Section } from "../Section.tsx";
import { isCsv, isSound, MOST_FILES, tally, type UploadFile, Uploads } from "../tasks/upload.ts";
import { usePane } from "../use-pane.ts";
import { DropZone } from "./DropZone.tsx";
import { useUnits } from "./PlaceFields.tsx";
import { UploadItem } from "./UploadItem.tsx";

const useStyles = makeStyles({
  list: stacked("8px"),
  bar: { display: "flex", flexWrap: "wrap", alignItems: "center", gap: "8px" },
  grow: { flexGrow: 1 },
});

export function UploadScreen() {
  const styles = useStyles();
  const { pane, texts } = usePane();
  const words = texts.upload;
  const units = useUnits();
  const [uploads] = useState(
    () => new Uploads(pane.surroundings.service, (cause) => void pane.failed(cause, () => undefined)),
  );
  const files = useSyncExternalStore(uploads.subscribe, uploads.files, uploads.files);
  const [csv, setCsv] = useState<File | null>(null);
  useEffect(() => () => uploads.stop(), [uploads]);

  const add = (chosen: readonly File[]): void => {
    const left = uploads.add(chosen);
    const [first] = chosen.filter(({ name }) => isCsv(name));
    if (first && csv === null) setCsv(first);
    pane.set({ notice: left > 0 ? words.tooMany(MOST_FILES) : null });
  };
  const accept = async (chosen: readonly UploadFile[]): Promise<void> => {
    if (await agreed(chosen)) uploads.accept(chosen.map(({ id }) => id));
  };
  const nameOf = (unit: string): string => units.find(({ code }) => code === unit)?.name ?? unit;
  const agreed = (chosen: readonly UploadFile[]): Promise<boolean> => {
    const sums = chosen.flatMap(({ answer }) => (answer ? [{ answer, ...tally(answer) }] : []));
    const rows = sums.reduce((sum, { sound }) => sum + sound, 0);
    const faulty = sums.reduce((sum, one) => sum + one.faulty, 0);
    const [one] = sums;
    return pane.ask("confirm", {
      title: words.acceptTitle,
      paragraphs: [
        sums.length === 1 && one
          ? words.acceptBody(rows, nameOf(one.answer.unit), one.answer.period)
          : words.acceptAllBody(sums.length, rows),
        ...(faulty > 0 ? [words.acceptFaulty(faulty)] : []),
      ],
      go: words.accept,
    });
  };

  const sound = files.filter(isSound);
  return (
    <>
      <DropZone
        drop={words.drop}
        choose={words.choose}
        hint={words.kinds}
        accept=".xlsx,.xlsm,.csv,.tsv,.txt"
        multiple
        onFiles={add}
      />
      {files.length > 0 && (
        <Section title={words.list}>
          <div className={styles.bar}>
            <span className={`${styles.grow} ms-font-m`} role="status">
              {progressOf(files, words)}
            </span>
            {uploads.running && <Button onClick={() => uploads.stop()}>{words.stop}</Button>}
            {sound.length > 1 && (
              <Button appearance="primary" onClick={() => void accept(sound)}>
                {words.acceptAll(sound.length)}
              </Button>
            )}
          </div>
          <ul className={styles.list} aria-label={words.list}>
            {files.map((one) => (
              <UploadItem
                key={one.id}
                upload={one}
                uploads={uploads}
                onAccept={() => void accept([one])}
                onMap={() => setCsv(one.file)}
              />
            ))}
          </ul>
        </Section>
      )}
      {csv && <CsvPanel key={`${csv.name} ${csv.lastModified} ${csv.size}`} file={csv} />}
    </>
  );
}

function progressOf(
  files: readonly UploadFile[],
  words: {
    progress: (done: number, all: number) => string;
    accepting: (done: number, all: number) => string;
  },
): string {
  const workbooks = files.filter(({ stage }) => stage !== "refused" && stage !== "csv");
  const accepted = workbooks.filter(({ stage }) => stage === "accepted").length;
  if (accepted > 0) return words.accepting(accepted, workbooks.length);
  const open = workbooks.filter(({ stage }) => stage === "waiting" || stage === "checking").length;
  return workbooks.length === 0 ? "" : words.progress(workbooks.length - open, workbooks.length);
}
