/** 本月无动态 for several accounts at once: each needs a rating, the last known one is offered. */
import { Field, makeStyles, Select } from "@fluentui/react-components";
import { useState } from "react";
import { SCORES } from "../../shared/report/sheets.ts";
import { QuestionBody } from "./QuestionBody.tsx";
import type { Question } from "./state.ts";
import { usePane } from "./use-pane.ts";

const useStyles = makeStyles({
  list: {
    display: "flex",
    flexDirection: "column",
    rowGap: "8px",
    maxHeight: "40vh",
    overflowY: "auto",
    marginTop: "12px",
    paddingRight: "4px",
  },
});

export function QuietQuestion({ question }: { question: Extract<Question, { kind: "quiet" }> }) {
  const styles = useStyles();
  const { texts } = usePane();
  const [ratings, setRatings] = useState<Readonly<Record<string, number>>>(
    Object.fromEntries(
      question.accounts.flatMap(({ account, rating }) => (rating === null ? [] : [[account, rating]])),
    ),
  );
  return (
    <QuestionBody
      title={texts.quiet.title}
      go={texts.quiet.add}
      stay={texts.common.cancel}
      disabled={question.accounts.some(({ account }) => ratings[account] === undefined)}
      onGo={() => question.answer(ratings)}
      onStay={() => question.answer(null)}
    >
      {texts.quiet.ask(question.accounts.length)}
      <div className={styles.list}>
        {question.accounts.map(({ account }) => (
          <Field key={account} label={account} orientation="horizontal">
            <Select
              aria-label={texts.quiet.rating(account)}
              value={String(ratings[account] ?? "")}
              onChange={(_, { value }) => setRatings({ ...ratings, [account]: Number(value) })}
            >
              <option value="" disabled />
              {SCORES.map((score) => (
                <option key={score} value={score}>
                  {score}
                </option>
              ))}
            </Select>
          </Field>
        ))}
      </div>
    </QuestionBody>
  );
}
