/** Rows that are in the sheets no more: which are to be deleted at the service, which put back. */
import { Checkbox, makeStyles } from "@fluentui/react-components";
import { useState } from "react";
import { QuestionBody } from "./QuestionBody.tsx";
import type { Question } from "./state.ts";
import { usePane } from "./use-pane.ts";
import { rowText, sheetName } from "./wording.ts";

const useStyles = makeStyles({
  list: { display: "flex", flexDirection: "column", maxHeight: "40vh", overflowY: "auto", marginTop: "8px" },
});

export function VanishedQuestion({ question }: { question: Extract<Question, { kind: "vanished" }> }) {
  const styles = useStyles();
  const { texts } = usePane();
  const { rows } = question;
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const toggle = (rowId: string) => {
    const next = new Set(ticked);
    if (!next.delete(rowId)) next.add(rowId);
    setTicked(next);
  };
  const all = ticked.size === rows.length;
  return (
    <QuestionBody
      title={texts.submit.vanishedTitle}
      go={texts.submit.vanishedGo}
      stay={texts.common.cancel}
      onGo={() => question.answer([...ticked])}
      onStay={() => question.answer(null)}
    >
      {texts.submit.vanished}
      <div className={styles.list}>
        {rows.length > 1 && (
          <Checkbox
            label={texts.submit.vanishedAll}
            checked={all || (ticked.size > 0 && "mixed")}
            onChange={() => setTicked(new Set(all ? [] : rows.map(({ rowId }) => rowId)))}
          />
        )}
        {rows.map(({ rowId, sheet, values }) => (
          <Checkbox
            key={rowId}
            label={[sheetName(sheet, texts), rowText(sheet, values)].filter(Boolean).join(texts.colon)}
            checked={ticked.has(rowId)}
            onChange={() => toggle(rowId)}
          />
        ))}
      </div>
    </QuestionBody>
  );
}
