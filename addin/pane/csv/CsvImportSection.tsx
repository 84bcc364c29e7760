/** 导入 CSV in a unit's pane: shown once somebody wants it. */
import { Button, makeStyles } from "@fluentui/react-components";
import { useState } from "react";
import { DropZone } from "../upload/DropZone.tsx";
import { usePane } from "../use-pane.ts";
import { CsvPanel } from "./CsvPanel.tsx";

const useStyles = makeStyles({ start: { alignSelf: "flex-start" } });

export function CsvImportSection() {
  const styles = useStyles();
  const { state, texts } = usePane();
  const words = texts.csv;
  const [open, setOpen] = useState(false);
  const [file, setFile] = useState<File | null>(null);
  if (!open) {
    return (
      <Button className={styles.start} disabledFocusable={state.busy !== null} onClick={() => setOpen(true)}>
        {words.title}
      </Button>
    );
  }
  return (
    <>
      <DropZone
        drop={words.drop}
        choose={file ? words.other : words.choose}
        hint={words.hint}
        accept=".csv,.tsv,.txt"
        multiple={false}
        disabled={state.busy !== null}
        onFiles={([first]) => first && setFile(first)}
      />
      {file && <CsvPanel key={`${file.name} ${file.lastModified} ${file.size}`} file={file} />}
    </>
  );
}
