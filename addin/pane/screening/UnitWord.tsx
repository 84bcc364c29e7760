/** What a unit sees of HQ's answer, and its head's 同意上报 for a shop of the plant. */
import { Button, makeStyles, MessageBar, MessageBarBody, MessageBarTitle } from "@fluentui/react-components";
import { CheckmarkRegular } from "@fluentui/react-icons/svg/checkmark";
import { Section } from "../Section.tsx";
import { endorseFiling } from "../tasks/filings.ts";
import { usePane } from "../use-pane.ts";
import { AlikeList } from "./AlikeList.tsx";
import type { FilingWordProps } from "./FilingDetail.tsx";
import { UndoFiling } from "./UndoFiling.tsx";

const useStyles = makeStyles({ button: { alignSelf: "flex-start" } });

const ANSWERS: readonly string[] = ["asked", "accepted", "potential", "declined", "raised"];

export function UnitWord({ filing, onDecided, onUndone }: FilingWordProps) {
  const styles = useStyles();
  const { pane, state, texts } = usePane();
  const { screening } = texts;
  const alike = filing.alike ?? [];
  const answer = filing.steps.findLast(({ step }) => ANSWERS.includes(step));
  const isAnswered = answer !== undefined && filing.state !== "nominated" && filing.state !== "withdrawn";
  const mayEndorse =
    state.session?.role === "head" &&
    filing.base !== null &&
    filing.base.code === state.session.unit?.code &&
    filing.state === "nominated";
  const last = filing.steps.at(-1);
  const mayTakeBack =
    state.session?.role === "head" &&
    last?.step === "endorsed" &&
    last.by.unit === state.session.unit?.code &&
    filing.state === "endorsed";
  return (
    <>
      {isAnswered && (
        <MessageBar intent={filing.state === "asked" ? "warning" : "info"} layout="multiline">
          <MessageBarBody>
            <MessageBarTitle>{screening.step[answer.step]}</MessageBarTitle>
            {answer.reason !== "" && (
              <>
                <br />
                {screening.filings.answer(answer.reason)}
              </>
            )}
            {filing.state === "asked" && (
              <>
                <br />
                {screening.filings.answerHow}
              </>
            )}
          </MessageBarBody>
        </MessageBar>
      )}
      {mayEndorse && alike.length > 0 && (
        <Section title={screening.filings.alike}>
          <AlikeList alike={alike} />
        </Section>
      )}
      {mayEndorse && (
        <Button
          className={styles.button}
          appearance="primary"
          icon={<CheckmarkRegular />}
          disabledFocusable={state.busy !== null}
          onClick={() => void endorseFiling(pane, filing, { decided: onDecided, undone: onUndone })}
        >
          {screening.filings.endorse}
        </Button>
      )}
      {mayTakeBack && <UndoFiling filing={filing} onUndone={onUndone} />}
    </>
  );
}
