/**
 * A form for one row of any sheet, made from the sheet's definition: the dropdowns, checks and helps of the workbook.
 * Enter sends it from a one-line field, Ctrl+Enter from anywhere; the first field at fault gets the focus.
 */
import { Button, Field, makeStyles, MessageBar, MessageBarBody, Textarea } from "@fluentui/react-components";
import { type FormEvent, type KeyboardEvent, useMemo, useRef, useState } from "react";
import { dayInChina } from "../../../shared/report/dates.ts";
import { knownNames } from "../../../shared/report/known.ts";
import { sheetOf, type SheetKey } from "../../../shared/report/sheets.ts";
import type { Values } from "../../../shared/report/value.ts";
import type { Issue, Register } from "../../../shared/sync/protocol.ts";
import { usePane } from "../use-pane.ts";
import { faultText, valueText } from "../wording.ts";
import { type Draft, draftOf, readDraft, tidied } from "./draft.ts";
import { FormField } from "./FormField.tsx";
import { placesIn } from "./places.ts";

const useStyles = makeStyles({
  form: { display: "flex", flexDirection: "column", rowGap: "12px" },
  fields: {
    display: "grid",
    gridTemplateColumns: "repeat(auto-fill, minmax(min(100%, 220px), 1fr))",
    gap: "12px 16px",
    alignItems: "start",
  },
  buttons: { display: "flex", flexWrap: "wrap", gap: "8px" },
});

export interface RowFormProps {
  readonly sheet: SheetKey;
  /** What the fields begin with; for another row give another `key`. */
  readonly values: Values;
  /** What stands at the service: a field that differs says what it was. */
  readonly before?: Values;
  /** The lists behind the dropdowns. */
  readonly register: Register;
  /** Other rows of the unit, whose accounts, branches and carriers are known besides the register's. */
  readonly own?: readonly { readonly sheet: SheetKey; readonly values: Values }[];
  readonly period: string;
  /** The button's name. */
  readonly submit: string;
  /** Asks why, which must then be said. */
  readonly reason?: { readonly label: string; readonly hint: string; readonly missing: string };
  /** What the service has said of the row as it was sent. */
  readonly said?: readonly Issue[];
  readonly disabled?: boolean;
  /** Gets every column of the sheet, free of errors. */
  readonly onSubmit: (values: Values, reason: string) => void;
  readonly onCancel?: () => void;
  /** Told of every change, as typed: what is half filled in can be kept. */
  readonly onEdit?: (draft: Draft) => void;
}

const REASON = "reason of the row";

export function RowForm(props: RowFormProps) {
  const styles = useStyles();
  const { pane, texts } = usePane();
  const sheet = sheetOf(props.sheet);
  const { register, own, before, period, said = [], reason: asked, disabled = false } = props;
  const form = useRef<HTMLFormElement>(null);
  const [draft, setDraft] = useState<Draft>(() => draftOf(sheet, props.values));
  const [reason, setReason] = useState("");
  /** Fields left once, of which it can be said what is wrong with them. */
  const [seen, setSeen] = useState<ReadonlySet<string>>(new Set());
  /** Fields changed since the service spoke. */
  const [answered, setAnswered] = useState<ReadonlySet<string>>(new Set());
  const [tried, setTried] = useState(false);
  const known = useMemo(() => knownNames(register, own ?? []), [register, own]);
  const places = useMemo(() => placesIn(register), [register]);
  const today = dayInChina(pane.surroundings.now());
  const reading = readDraft(sheet, draft, { today, period, known });
  const reasonMissing = asked !== undefined && reason.trim() === "";
  const errors = reading.faults.filter(({ severity }) => severity === "error");
  const whole = said.filter(({ column }) => !sheet.columns.some(({ key }) => key === column));

  const submit = () => {
    setTried(true);
    const first = sheet.columns.find(({ key }) => errors.some(({ column }) => column === key));
    if (errors.length > 0 || reasonMissing) {
      focusField(form.current, first?.key ?? REASON);
      return;
    }
    setAnswered(new Set());
    props.onSubmit(reading.values, reason.trim());
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (!disabled) submit();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || disabled) return;
    event.preventDefault();
    submit();
  };

  const remarkOn = (key: string): { severity: "error" | "warning"; text: string } | null => {
    const issue = answered.has(key) ? undefined : said.find(({ column }) => column === key);
    if (issue) return { severity: issue.severity, text: issue.message };
    const own = reading.faults.filter(({ column }) => column === key);
    const fault = own.find(({ severity }) => severity === "error") ?? own[0];
    return fault && (tried || seen.has(key))
      ? { severity: fault.severity, text: faultText(fault, texts) }
      : null;
  };
  const edit = (changed: Draft) => {
    setDraft(changed);
    if (sheet.columns.some((column) => changed[column.key] !== draft[column.key])) props.onEdit?.(changed);
  };
  const leave = (key: string, next: EventTarget | null) => {
    edit(tidied(sheet, draft, key));
    // What is said under a field moves what is below it: a button that is being pressed must stay under the hand.
    // Safari does not tell that it is one.
    if (next instanceof HTMLButtonElement) return;
    setTimeout(() => setSeen((before) => new Set(before).add(key)), next === null ? A_CLICK_MS : 0);
  };
  const change = (key: string, text: string) => {
    edit({ ...draft, [key]: text });
    setAnswered(new Set(answered).add(key));
  };

  return (
    <form ref={form} className={styles.form} onSubmit={onSubmit} onKeyDown={onKeyDown} noValidate>
      {whole.length > 0 && (
        <MessageBar intent="error" layout="multiline" role="alert">
          <MessageBarBody>{whole.map(({ message }) => message).join(texts.semicolon)}</MessageBarBody>
        </MessageBar>
      )}
      <div className={styles.fields}>
        {sheet.columns.map((column) => {
          const was = before?.[column.key] ?? null;
          const differs = before !== undefined && was !== (reading.values[column.key] ?? null);
          return (
            <FormField
              key={column.key}
              column={column}
              text={draft[column.key] ?? ""}
              account={draft.account ?? ""}
              accounts={register.accounts}
              places={places}
              disabled={disabled}
              was={differs ? texts.history.form.was(valueText(was, texts)) : null}
              remark={remarkOn(column.key)}
              onChange={(text) => change(column.key, text)}
              onLeave={(next) => leave(column.key, next)}
            />
          );
        })}
      </div>
      {asked && (
        <Field
          label={asked.label}
          required
          hint={asked.hint}
          {...(tried && reasonMissing ? { validationMessage: asked.missing } : {})}
        >
          <Textarea
            name={REASON}
            value={reason}
            rows={2}
            maxLength={LONGEST_REASON}
            disabled={disabled}
            onChange={(_, { value }) => setReason(value)}
          />
        </Field>
      )}
      <div className={styles.buttons}>
        <Button type="submit" appearance="primary" disabledFocusable={disabled}>
          {props.submit}
        </Button>
        {props.onCancel && (
          <Button disabledFocusable={disabled} onClick={props.onCancel}>
            {texts.history.form.cancel}
          </Button>
        )}
        <span role="status" className="ms-font-s">
          {tried && errors.length > 0 && texts.history.form.faults(errors.length)}
        </span>
      </div>
    </form>
  );
}

const LONGEST_REASON = 2000;
const A_CLICK_MS = 300;

function focusField(form: HTMLFormElement | null, name: string): void {
  const field = form?.elements.namedItem(name);
  if (field instanceof HTMLElement) field.focus();
}
