/** HQ's decision on a filing: accept, keep as potential, ask, decline, or merge into what is known already. */
import {
  Button,
  Field,
  Input,
  makeStyles,
  MessageBar,
  MessageBarBody,
  Select,
  Textarea,
} from "@fluentui/react-components";
import { useRef, useState } from "react";
import { CHOICES } from "../../../shared/report/choices.ts";
import type { Filing } from "../../../shared/sync/screening.ts";
import type { FilingWord } from "../../sync/screening.ts";
import { Section } from "../Section.tsx";
import { decideFiling } from "../tasks/filings.ts";
import { usePane } from "../use-pane.ts";
import { AlikeList } from "./AlikeList.tsx";
import type { FilingWordProps } from "./FilingDetail.tsx";
import { UndoFiling } from "./UndoFiling.tsx";

const useStyles = makeStyles({
  flat: { margin: 0 },
  fields: { display: "grid", gridTemplateColumns: "repeat(auto-fit, minmax(200px, 1fr))", gap: "12px" },
  whole: { gridColumn: "1 / -1" },
  buttons: { display: "flex", flexWrap: "wrap", gap: "8px" },
});

/** Accepted is accepted until it is undone; what a unit withdrew is its own again. */
const isOpen = ({ state }: Filing): boolean => state !== "accepted" && state !== "withdrawn";

export function HqWord({ filing, onDecided, onUndone }: FilingWordProps) {
  const styles = useStyles();
  const { pane, texts } = usePane();
  const { filings } = texts.screening;
  const alike = filing.alike ?? [];
  const then = { decided: onDecided, undone: onUndone };
  return (
    <>
      {filing.state === "nominated" && filing.base && (
        <MessageBar intent="info" layout="multiline">
          <MessageBarBody>{filings.notEndorsed(filing.base.name)}</MessageBarBody>
        </MessageBar>
      )}
      {isOpen(filing) && (
        <>
          <Section title={filings.alike}>
            {alike.length === 0 ? (
              <p className={`${styles.flat} ms-font-m`}>{filings.noAlike}</p>
            ) : (
              <AlikeList
                alike={alike}
                onMerge={({ id }) =>
                  void decideFiling(pane, filing, { decision: "accepted", sameAs: id }, then)
                }
              />
            )}
          </Section>
          <DecisionForm filing={filing} onWord={(word) => void decideFiling(pane, filing, word, then)} />
        </>
      )}
      <UndoFiling filing={filing} onUndone={onUndone} />
    </>
  );
}

function DecisionForm({ filing, onWord }: { filing: Filing; onWord: (word: FilingWord) => void }) {
  const styles = useStyles();
  const { state, texts } = usePane();
  const { filings } = texts.screening;
  const written = String(filing.values.name ?? filing.account);
  const classed = String(filing.values.category ?? "");
  const [name, setName] = useState(written);
  const [category, setCategory] = useState(classed);
  const [reason, setReason] = useState("");
  const [lacking, setLacking] = useState(false);
  const reasonField = useRef<HTMLTextAreaElement>(null);
  const busy = state.busy !== null;

  const say = (decision: FilingWord["decision"]): void => {
    const needsReason = decision === "declined" || decision === "asked";
    const isLacking = needsReason && reason.trim() === "";
    setLacking(isLacking);
    if (isLacking) {
      reasonField.current?.focus();
      return;
    }
    onWord({
      decision,
      reason: reason.trim(),
      ...(needsReason || name.trim() === written ? {} : { name: name.trim() }),
      ...(needsReason || category === classed ? {} : { category }),
    });
  };

  return (
    <Section title={filings.decide}>
      <div className={styles.fields}>
        <Field label={filings.registerName}>
          <Input value={name} maxLength={100} onChange={(_, { value }) => setName(value)} />
        </Field>
        <Field label={filings.category}>
          <Select value={category} onChange={(_, { value }) => setCategory(value)}>
            {!CHOICES.category.some(({ value }) => value === classed) && (
              <option value={classed}>{classed}</option>
            )}
            {CHOICES.category.map(({ value, en }) => (
              <option key={value} value={value}>
                {texts.language === "zh" ? value : en}
              </option>
            ))}
          </Select>
        </Field>
        <Field
          className={styles.whole}
          label={filings.reasonLabel}
          {...(lacking
            ? { validationState: "error" as const, validationMessage: filings.reasonMissing }
            : { hint: filings.reasonHint })}
        >
          <Textarea
            ref={reasonField}
            value={reason}
            maxLength={2000}
            rows={3}
            onChange={(_, { value }) => {
              setReason(value);
              setLacking(false);
            }}
          />
        </Field>
      </div>
      <div className={styles.buttons}>
        <Button
          appearance="primary"
          disabledFocusable={busy || name.trim() === ""}
          onClick={() => say("accepted")}
        >
          {filings.accept}
        </Button>
        {filing.state !== "potential" && (
          <Button disabledFocusable={busy || name.trim() === ""} onClick={() => say("potential")}>
            {filings.potential}
          </Button>
        )}
        <Button disabledFocusable={busy} onClick={() => say("asked")}>
          {filings.ask}
        </Button>
        {filing.state !== "declined" && (
          <Button disabledFocusable={busy} onClick={() => say("declined")}>
            {filings.decline}
          </Button>
        )}
      </div>
    </Section>
  );
}
