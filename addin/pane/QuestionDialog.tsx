/** The question a task waits for. Escape and a click beside it mean no; focus goes back where it came from. */
import { Dialog, DialogSurface, makeStyles } from "@fluentui/react-components";
import { useEffect, useRef } from "react";
import { QuestionBody } from "./QuestionBody.tsx";
import { QuietQuestion } from "./QuietQuestion.tsx";
import { ReasonQuestion } from "./ReasonQuestion.tsx";
import type { Question } from "./state.ts";
import { usePane } from "./use-pane.ts";
import { VanishedQuestion } from "./VanishedQuestion.tsx";

const useStyles = makeStyles({
  paragraph: { margin: "0 0 12px", ":last-child": { marginBottom: 0 } },
});

export function QuestionDialog() {
  const { state, texts } = usePane();
  const { question } = state;
  useFocusBack(question !== null);
  return (
    <Dialog open={question !== null} onOpenChange={() => question && decline(question)}>
      <DialogSurface lang={texts.tag}>
        {question?.kind === "confirm" && <Confirm question={question} />}
        {question?.kind === "reason" && <ReasonQuestion question={question} />}
        {question?.kind === "vanished" && <VanishedQuestion question={question} />}
        {question?.kind === "quiet" && <QuietQuestion question={question} />}
      </DialogSurface>
    </Dialog>
  );
}

function Confirm({ question }: { question: Extract<Question, { kind: "confirm" }> }) {
  const styles = useStyles();
  const { texts } = usePane();
  return (
    <QuestionBody
      title={question.title}
      go={question.go}
      stay={question.stay ?? texts.common.cancel}
      onGo={() => question.answer(true)}
      onStay={() => question.answer(false)}
    >
      {question.paragraphs.map((paragraph) => (
        <p key={paragraph} className={styles.paragraph}>
          {paragraph}
        </p>
      ))}
    </QuestionBody>
  );
}

function decline(question: Question): void {
  if (question.kind === "confirm") question.answer(false);
  else question.answer(null);
}

function useFocusBack(open: boolean): void {
  const before = useRef<Element | null>(null);
  useEffect(() => {
    if (!open) return;
    return () => {
      const element = before.current;
      if (element instanceof HTMLElement && element.isConnected) element.focus();
    };
  }, [open]);
  useEffect(() => {
    if (open) return;
    const remember = () => {
      before.current = document.activeElement;
    };
    document.addEventListener("focusin", remember);
    return () => document.removeEventListener("focusin", remember);
  }, [open]);
}
