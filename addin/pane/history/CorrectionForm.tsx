/** 更正: the row in a form, why, and what came of it; a conflict is settled here column by column. */
import { Button, makeStyles, MessageBar, MessageBarBody, tokens } from "@fluentui/react-components";
import { useState } from "react";
import type { Values } from "../../../shared/report/value.ts";
import { sheetOf } from "../../../shared/report/sheets.ts";
import type { Revision, RowOutcome } from "../../../shared/sync/protocol.ts";
import { type Conflict, conflictOf, isSettled, questionsOf, settle } from "../../sync/conflicts.ts";
import { Choice } from "../ConflictList.tsx";
import { Loaded } from "../Loaded.tsx";
import { periodSettings } from "../months.ts";
import { Section } from "../Section.tsx";
import { type Correction, correctionOf, sendCorrection } from "../tasks/history.ts";
import { usePane } from "../use-pane.ts";
import { useResource } from "../use-resource.ts";
import { timeInChina } from "../wording.ts";
import { changedColumns } from "./draft.ts";
import { RowForm } from "./RowForm.tsx";
import { useUnitName } from "./use-unit-name.ts";

const useStyles = makeStyles({
  flat: { margin: 0 },
  aside: { color: tokens.colorNeutralForeground2 },
  buttons: { display: "flex", flexWrap: "wrap", gap: "8px" },
});

export interface CorrectionFormProps {
  /** What the correction is made on. */
  readonly latest: Revision;
  /** What the fields begin with: the latest itself, or an older one to go back to. */
  readonly start: Revision;
  readonly onDone: () => void;
  readonly onCancel: () => void;
}

export function CorrectionForm({ latest, start, onDone, onCancel }: CorrectionFormProps) {
  const styles = useStyles();
  const { pane, state, texts } = usePane();
  const { history } = texts;
  const unitName = useUnitName();
  const [unchanged, setUnchanged] = useState(false);
  const [refused, setRefused] = useState<RowOutcome | null>(null);
  const [conflict, setConflict] = useState<{ conflict: Conflict; reason: string } | null>(null);
  const register = useResource(`register ${latest.unit}`, (signal) =>
    pane.surroundings.service.register(latest.unit, signal),
  );
  const closed =
    latest.period !== null &&
    periodSettings(latest.period, state.periods).state === "closed" &&
    state.session?.role !== "hq-admin";

  const send = (correction: Correction, mine: Values) =>
    sendCorrection(pane, correction, (answer) => {
      const { outcome, theirs } = answer;
      if (outcome === "conflict" && theirs) {
        const { sheet, rowId } = latest;
        const result = { ...answer, sheet, rowId, row: null, mine, baseRevision: latest.revision };
        setConflict({ conflict: conflictOf(result, theirs, latest.values), reason: correction.reason });
      } else if (outcome === "rejected") {
        setConflict(null);
        setRefused(answer);
      } else {
        onDone();
      }
    });

  const submit = (values: Values, reason: string) => {
    setRefused(null);
    const same = changedColumns(sheetOf(latest.sheet), latest.values, values).length === 0;
    setUnchanged(same);
    if (!same) void send(correctionOf(latest, values, reason), values);
  };
  const submitSettled = () => {
    if (!conflict) return;
    const { push } = settle(conflict.conflict);
    // Theirs is a deletion and is taken: nothing is left to correct.
    if (!push) onDone();
    else
      void send(
        { standing: latest, row: push, reason: conflict.reason },
        push.values ? { ...conflict.conflict.mine } : {},
      );
  };

  const title =
    start.revision === latest.revision
      ? history.correctTitle(latest.revision)
      : history.correctFrom(start.revision, latest.revision);
  return (
    <Section title={title}>
      <p className={`${styles.flat} ${styles.aside} ms-font-s`}>
        {history.correctHint(unitName(latest.unit))}
      </p>
      {closed && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>{history.closedHint(latest.period ?? "")}</MessageBarBody>
        </MessageBar>
      )}
      <div role="status">
        {unchanged && <span className="ms-font-s">{history.nothing}</span>}
        {refused && (
          <MessageBar intent="error" layout="multiline">
            <MessageBarBody>
              {history.done.rejected}
              {refused.issues.map(({ message }) => message).join(texts.semicolon)}
            </MessageBarBody>
          </MessageBar>
        )}
      </div>
      {conflict && (
        <Settling
          conflict={conflict.conflict}
          onChange={(changed) => setConflict({ ...conflict, conflict: changed })}
          onSend={submitSettled}
          onDrop={onDone}
        />
      )}
      <div hidden={conflict !== null}>
        <Loaded resource={register}>
          {(lists) => (
            <RowForm
              sheet={latest.sheet}
              values={start.values}
              before={latest.values}
              register={lists}
              period={latest.period ?? state.period}
              submit={history.send}
              reason={{ label: history.why, hint: history.whyHint, missing: history.whyMissing }}
              said={refused?.issues ?? []}
              disabled={state.busy !== null}
              onSubmit={submit}
              onCancel={onCancel}
            />
          )}
        </Loaded>
      </div>
    </Section>
  );
}

interface SettlingProps {
  readonly conflict: Conflict;
  readonly onChange: (conflict: Conflict) => void;
  readonly onSend: () => void;
  readonly onDrop: () => void;
}

function Settling({ conflict, onChange, onSend, onDrop }: SettlingProps) {
  const styles = useStyles();
  const { state, texts } = usePane();
  const { history, conflicts } = texts;
  const unitName = useUnitName();
  const { theirs } = conflict;
  return (
    <>
      <MessageBar intent="warning" layout="multiline" role="alert">
        <MessageBarBody>{history.done.conflict}</MessageBarBody>
      </MessageBar>
      <p className={`${styles.flat} ms-font-s`}>
        {conflicts.by(theirs.by.name, unitName(theirs.by.unit), timeInChina(theirs.at))}
        {theirs.deleted && ` ${conflicts.theyDeleted}`}
      </p>
      {questionsOf(conflict).map((question) => (
        <Choice key={question} conflict={conflict} question={question} onChange={onChange} />
      ))}
      <div className={styles.buttons}>
        <Button
          appearance="primary"
          disabledFocusable={state.busy !== null || !isSettled(conflict)}
          onClick={onSend}
        >
          {history.settle}
        </Button>
        <Button disabledFocusable={state.busy !== null} onClick={onDrop}>
          {history.drop}
        </Button>
      </div>
    </>
  );
}
