/** One column of a sheet as a field: the input that its type asks for, its list, and what is wrong with it. */
import { Field, Input, makeStyles, Select, Textarea } from "@fluentui/react-components";
import { type FocusEvent, useId } from "react";
import { type Choice, CHOICES } from "../../../shared/report/choices.ts";
import { type Column, SCORES } from "../../../shared/report/sheets.ts";
import type { Register } from "../../../shared/sync/protocol.ts";
import type { Texts } from "../../../shared/text/texts.ts";
import { usePane } from "../use-pane.ts";
import type { Places } from "./places.ts";

const useStyles = makeStyles({
  whole: { gridColumn: "1 / -1" },
  field: { minWidth: 0 },
  // Fluent's inputs ask for room that a narrow pane has not.
  input: { minWidth: 0, width: "100%" },
});

export interface FormFieldProps {
  readonly column: Column;
  readonly text: string;
  /** The row's account as it stands in the form. */
  readonly account: string;
  readonly accounts: Register["accounts"];
  readonly places: Places;
  readonly disabled: boolean;
  /** What it was before, where it differs. */
  readonly was: string | null;
  readonly remark: { readonly severity: "error" | "warning"; readonly text: string } | null;
  readonly onChange: (text: string) => void;
  /** @param next what gets the focus; null where that is not known */
  readonly onLeave: (next: EventTarget | null) => void;
}

export function FormField(props: FormFieldProps) {
  const styles = useStyles();
  const { texts } = usePane();
  const { column, remark, was } = props;
  const help = column.help?.[texts.language];
  const hint = [was, help].filter(Boolean).join(" · ");
  return (
    <Field
      className={column.type === "longText" ? styles.whole : styles.field}
      label={column[texts.language]}
      required={column.required === true}
      {...(hint === "" ? {} : { hint })}
      {...(remark === null ? {} : { validationState: remark.severity, validationMessage: remark.text })}
    >
      <Entry {...props} />
    </Field>
  );
}

/** What ties label, hint and fault to it comes from the field around it. */
function Entry(props: FormFieldProps) {
  const styles = useStyles();
  const { texts } = usePane();
  const { column, text } = props;
  const list = useId();
  const input = {
    name: column.key,
    value: text,
    disabled: props.disabled,
    onBlur: (event: FocusEvent<HTMLElement>) => props.onLeave(event.relatedTarget),
    className: styles.input,
    autoComplete: "off",
    onChange: (_: unknown, { value }: { value: string }) => props.onChange(value),
  };
  switch (column.type) {
    case "longText":
      return <Textarea {...input} rows={3} resize="vertical" maxLength={column.maxLength ?? LONGEST} />;
    case "choice":
    case "score":
      return (
        <Select {...input}>
          <option value="">{texts.history.form.choose}</option>
          {optionsOf(column, texts, text).map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </Select>
      );
    case "openChoice":
    case "account":
    case "branch":
    case "carrier":
      return (
        <>
          <Input {...input} list={list} />
          <datalist id={list}>
            {offersOf(props, texts).map(([value, label]) => (
              <option key={value} value={value} label={label === value ? undefined : label} />
            ))}
          </datalist>
        </>
      );
    case "date":
      return <Input {...input} type="date" />;
    case "whole":
      return <Input {...input} inputMode="numeric" />;
    case "amount":
      return <Input {...input} inputMode="decimal" />;
    case "period":
      return <Input {...input} placeholder={texts.history.form.period} />;
    case "email":
      return <Input {...input} inputMode="email" />;
    case "phone":
      return <Input {...input} inputMode="tel" />;
    case "text":
      return <Input {...input} />;
  }
}

const LONGEST = 2000;

type Option = readonly [value: string, label: string];

/** A value off the list is offered as well: it stands there, and what is wrong with it is said below. */
export function optionsOf(column: Column, texts: Texts, text: string): Option[] {
  const options =
    column.type === "score" ? SCORES.map((score): Option => [`${score}`, `${score}`]) : listed(column, texts);
  return text === "" || options.some(([value]) => value === text) ? options : [[text, text], ...options];
}

function listed({ choices }: Column, texts: Texts): Option[] {
  if (!choices) return [];
  const list: readonly Choice[] = CHOICES[choices];
  return list.map(({ value, en }) => [value, texts.language === "zh" ? value : `${value} · ${en}`]);
}

export function offersOf(
  { column, account, accounts, places }: Pick<FormFieldProps, "column" | "account" | "accounts" | "places">,
  texts: Texts,
): Option[] {
  if (column.type === "account") {
    return accounts.map(({ name, aliases }) => [name, [name, ...aliases].join(" · ")]);
  }
  if (column.type === "branch") return places("branches", account).map((name) => [name, name]);
  if (column.type === "carrier") return places("carriers", account).map((name) => [name, name]);
  return listed(column, texts);
}
