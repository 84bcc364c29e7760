/** A decision on its way: what it means, and why it is taken. */
import { Field, makeStyles, Textarea } from "@fluentui/react-components";
import { useState } from "react";
import { QuestionBody } from "./QuestionBody.tsx";
import type { Question } from "./state.ts";
import { usePane } from "./use-pane.ts";

const useStyles = makeStyles({
  body: { display: "flex", flexDirection: "column", rowGap: "12px" },
  flat: { margin: 0 },
});

const LONGEST = 2000;

export function ReasonQuestion({ question }: { question: Extract<Question, { kind: "reason" }> }) {
  const styles = useStyles();
  const { texts } = usePane();
  const [reason, setReason] = useState("");
  return (
    <QuestionBody
      title={question.title}
      go={question.go}
      stay={texts.common.cancel}
      disabled={question.required && reason.trim() === ""}
      onGo={() => question.answer(reason.trim())}
      onStay={() => question.answer(null)}
    >
      <div className={styles.body}>
        {question.paragraphs.map((paragraph) => (
          <p key={paragraph} className={styles.flat}>
            {paragraph}
          </p>
        ))}
        <Field label={question.label} required={question.required}>
          <Textarea
            value={reason}
            maxLength={question.longest ?? LONGEST}
            rows={4}
            onChange={(_, { value }) => setReason(value)}
            autoFocus
          />
        </Field>
      </div>
    </QuestionBody>
  );
}
