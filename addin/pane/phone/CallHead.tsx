/** Who called, for which unit, by what way and when. */
import { Field, Input, makeStyles, Radio, RadioGroup } from "@fluentui/react-components";
import { useId, useState } from "react";
import type { Place } from "../state.ts";
import { usePane } from "../use-pane.ts";
import { type Call, type Head, minuteInChina, unitNamed, unitText, WAYS } from "./call.ts";

const useStyles = makeStyles({
  fields: {
    display: "grid",
    gridTemplateColumns: "repeat(auto-fill, minmax(min(100%, 200px), 1fr))",
    gap: "12px 16px",
    alignItems: "start",
  },
  field: { minWidth: 0 },
  input: { minWidth: 0, width: "100%" },
  ways: { flexWrap: "wrap" },
});

export interface CallHeadProps {
  readonly call: Call;
  readonly head: Head;
  readonly units: readonly Place[];
  /** Somebody wanted to submit: whatever is missing is said. */
  readonly tried: boolean;
  readonly onChange: (change: (call: Call) => Call) => void;
}

export function CallHead({ call, head, units, tried, onChange }: CallHeadProps) {
  const styles = useStyles();
  const { pane, texts } = usePane();
  const { phone, history } = texts;
  const list = useId();
  /** Fields left once, of which it can be said what is wrong with them. */
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const leave = (key: keyof Head["faults"]) => setLeft((before) => new Set(before).add(key));
  const remark = (key: keyof Head["faults"]) => {
    const fault = head.faults[key];
    return fault && (tried || left.has(key))
      ? { validationState: "error" as const, validationMessage: phone[fault] }
      : {};
  };
  const tidyUnit = () => {
    const unit = unitNamed(call.unit, units);
    if (unit && call.unit !== unitText(unit)) onChange((held) => ({ ...held, unit: unitText(unit) }));
    if (call.unit !== "") leave("unit");
  };
  const minute = call.at === "" ? minuteInChina(pane.surroundings.now()) : call.at;
  return (
    <div className={styles.fields} role="group" aria-label={phone.call}>
      <Field className={styles.field} label={phone.unit} required hint={phone.unitHint} {...remark("unit")}>
        <Input
          name="call-unit"
          className={styles.input}
          list={list}
          value={call.unit}
          autoComplete="off"
          onFocus={(event) => event.target.select()}
          onBlur={tidyUnit}
          onChange={(_, { value }) => onChange((held) => ({ ...held, unit: value }))}
        />
      </Field>
      <datalist id={list}>
        {units.map((unit) => (
          <option key={unit.code} value={unitText(unit)} />
        ))}
      </datalist>
      <Field className={styles.field} label={phone.channel}>
        <RadioGroup
          layout="horizontal"
          className={styles.ways}
          value={call.way}
          onChange={(_, { value }) =>
            onChange((held) => ({ ...held, way: WAYS.find((way) => way === value) ?? held.way }))
          }
        >
          {WAYS.map((way) => (
            <Radio key={way} value={way} label={history.channel[way]} />
          ))}
        </RadioGroup>
      </Field>
      <Field
        className={styles.field}
        label={phone.by}
        required
        hint={phone.byHint[call.way]}
        {...remark("by")}
      >
        <Input
          name="call-by"
          className={styles.input}
          value={call.by}
          maxLength={LONGEST_NAME}
          autoComplete="off"
          onBlur={() => call.by !== "" && leave("by")}
          onChange={(_, { value }) => onChange((held) => ({ ...held, by: value }))}
        />
      </Field>
      <Field className={styles.field} label={phone.at} required {...remark("at")}>
        <Input
          name="call-at"
          className={styles.input}
          type="datetime-local"
          value={minute}
          max={minuteInChina(pane.surroundings.now())}
          onBlur={() => leave("at")}
          onChange={(_, { value }) => onChange((held) => ({ ...held, at: value }))}
        />
      </Field>
    </div>
  );
}

const LONGEST_NAME = 100;
