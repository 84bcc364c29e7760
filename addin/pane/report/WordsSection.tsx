/** HQ's own words, a paragraph for each part of the report. */
import { makeStyles } from "@fluentui/react-components";
import { REPORT_SECTIONS } from "../../../shared/sync/months.ts";
import { Loaded } from "../Loaded.tsx";
import { Section } from "../Section.tsx";
import { draftsOf, loadWords } from "../tasks/report-words.ts";
import { usePane } from "../use-pane.ts";
import { useResource } from "../use-resource.ts";
import { draftOf, toSend } from "./draft.ts";
import { useLeaveWarning, useSaveKey } from "./use-autosave.ts";
import { WordsEditor } from "./WordsEditor.tsx";

const useStyles = makeStyles({
  flat: { margin: 0 },
  editors: { display: "flex", flexDirection: "column", rowGap: "16px", maxWidth: "880px" },
});

export function WordsSection() {
  const styles = useStyles();
  const { pane, state, texts } = usePane();
  const { period } = state;
  const { words } = texts.reportPage;
  useSaveKey(period);
  const loaded = useResource(`words ${period}`, async () => {
    await loadWords(pane, period);
    return true;
  });
  const drafts = draftsOf(pane, period);
  useLeaveWarning(Object.values(drafts ?? {}).some((draft) => draft.state !== "saved"));
  const written = Object.values(drafts ?? {}).filter((draft) => toSend(draft) !== "").length;
  return (
    <Section
      title={words.title}
      aside={drafts && <span className="ms-font-s">{words.written(written, REPORT_SECTIONS.length)}</span>}
    >
      <p className={`${styles.flat} ms-font-s`}>{words.hint}</p>
      <Loaded resource={loaded}>
        {() => (
          <div className={styles.editors}>
            {REPORT_SECTIONS.map((section) => (
              <WordsEditor
                key={`${period} ${section}`}
                period={period}
                section={section}
                draft={drafts?.[section] ?? draftOf(null)}
              />
            ))}
          </div>
        )}
      </Loaded>
    </Section>
  );
}
