/** The paragraph of one section: written, saved by itself, never lost. */
import { Button, Field, makeStyles, Textarea, tokens } from "@fluentui/react-components";
import { useId } from "react";
import type { ReportSection } from "../../../shared/sync/months.ts";
import type { Texts } from "../../../shared/text/texts.ts";
import { editWords, saveWords } from "../tasks/report-words.ts";
import { usePane } from "../use-pane.ts";
import { timeInChina } from "../wording.ts";
import { type Draft, isTooLong, MOST_CHARACTERS, toSend } from "./draft.ts";
import { EarlierWords } from "./EarlierWords.tsx";
import { useAutosave } from "./use-autosave.ts";
import { WordsConflict } from "./WordsConflict.tsx";

const useStyles = makeStyles({
  editor: { display: "flex", flexDirection: "column", rowGap: "4px" },
  foot: { display: "flex", flexWrap: "wrap", alignItems: "center", columnGap: "8px", minHeight: "24px" },
  status: { flexGrow: 1, color: tokens.colorNeutralForeground2 },
});

const LEAST_LINES = 2;
const MOST_LINES = 12;
/** Characters of Chinese in a line of the narrow pane. */
const LINE = 24;

export function WordsEditor(props: { period: string; section: ReportSection; draft: Draft }) {
  const styles = useStyles();
  const { pane, state, texts } = usePane();
  const { period, section, draft } = props;
  const { words, section: names } = texts.reportPage;
  const status = useId();
  useAutosave(period, section, draft);
  const tooLong = isTooLong(draft);
  const failed = draft.state === "failed";
  const fault = tooLong
    ? words.tooLong(MOST_CHARACTERS, toSend(draft).length)
    : failed
      ? state.lasting
        ? words.failed
        : words.failedVolatile
      : undefined;
  return (
    <div className={styles.editor}>
      <Field
        label={names[section]}
        validationState={fault === undefined ? "none" : "error"}
        validationMessage={fault}
      >
        <Textarea
          value={draft.text}
          aria-label={words.label(names[section])}
          aria-describedby={status}
          placeholder={words.placeholder}
          rows={linesOf(draft.text)}
          resize="vertical"
          onChange={(_, { value }) => editWords(pane, period, section, value)}
          onBlur={() => void saveWords(pane, period, section)}
        />
      </Field>
      <div className={styles.foot}>
        <span id={status} className={`${styles.status} ms-font-s`}>
          {statusText(draft, texts)}
        </span>
        {failed && !tooLong && (
          <Button size="small" onClick={() => void saveWords(pane, period, section)}>
            {words.save}
          </Button>
        )}
        <EarlierWords period={period} section={section} standing={draft.standing?.revision ?? 0} />
      </div>
      {draft.state === "conflict" && <WordsConflict {...props} />}
    </div>
  );
}

function statusText({ state, standing }: Draft, { reportPage: { words } }: Texts): string {
  switch (state) {
    case "saving":
      return words.saving;
    case "saved":
      return standing === null ? words.none : words.saved(standing.by.name, timeInChina(standing.at));
    case "unsaved":
    case "failed":
    case "conflict":
      return words.unsaved;
  }
}

const linesOf = (text: string): number =>
  Math.min(
    MOST_LINES,
    Math.max(
      LEAST_LINES,
      text.split("\n").reduce((lines, line) => lines + Math.max(1, Math.ceil(line.length / LINE)), 0),
    ),
  );
