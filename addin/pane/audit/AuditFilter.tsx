/** What is looked for in the audit record: Enter in any field finds it. */
import { Button, Field, Input, makeStyles, Select } from "@fluentui/react-components";
import { useState } from "react";
import { AUDIT_KINDS } from "../../../shared/sync/audit.ts";
import type { AuditWanted } from "../../sync/audit.ts";
import { usePane } from "../use-pane.ts";

const useStyles = makeStyles({
  form: { display: "flex", flexWrap: "wrap", alignItems: "end", gap: "8px 12px", margin: 0 },
  field: { flex: "1 1 130px", maxWidth: "220px" },
});

/** As typed; days as the browser gives them, `yyyy-MM-dd` or "". */
interface Typed {
  readonly kind: string;
  readonly who: string;
  readonly unit: string;
  readonly action: string;
  readonly from: string;
  readonly to: string;
}

const NOTHING: Typed = { kind: "", who: "", unit: "", action: "", from: "", to: "" };

export function AuditFilter({ onSeek }: { onSeek: (wanted: AuditWanted) => void }) {
  const styles = useStyles();
  const { audit: words } = usePane().texts;
  const [typed, setTyped] = useState(NOTHING);
  const input = (name: keyof Typed, label: string, about: { hint?: string; type?: "date" } = {}) => (
    <Field className={styles.field} label={label}>
      <Input
        type={about.type ?? "text"}
        {...(about.hint === undefined ? {} : { placeholder: about.hint })}
        value={typed[name]}
        maxLength={100}
        onChange={(_, { value }) => setTyped({ ...typed, [name]: value })}
      />
    </Field>
  );
  return (
    <form
      role="search"
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        onSeek(wantedBy(typed));
      }}
    >
      <Field className={styles.field} label={words.kind}>
        <Select value={typed.kind} onChange={(_, { value }) => setTyped({ ...typed, kind: value })}>
          <option value="">{words.all}</option>
          {AUDIT_KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {words.kinds[kind]}
            </option>
          ))}
        </Select>
      </Field>
      {input("who", words.who, { hint: words.whoHint })}
      {input("unit", words.unit, { hint: words.unitHint })}
      {input("action", words.action, { hint: words.actionHint })}
      {input("from", words.from, { type: "date" })}
      {input("to", words.to, { type: "date" })}
      <Button type="submit" appearance="primary">
        {words.seek}
      </Button>
      <Button
        type="button"
        onClick={() => {
          setTyped(NOTHING);
          onSeek({});
        }}
      >
        {words.reset}
      </Button>
    </form>
  );
}

const DAY_MS = 86_400_000;

/** Days are days in China, both included. */
function wantedBy({ kind, who, unit, action, from, to }: Typed): AuditWanted {
  const known = AUDIT_KINDS.find((one) => one === kind);
  const texts = Object.entries({ who, unit, action }).flatMap(([name, text]) =>
    text.trim() === "" ? [] : [[name, text.trim()]],
  );
  return {
    ...Object.fromEntries(texts),
    ...(known && { kind: known }),
    ...(from !== "" && { from: startOf(from).toISOString() }),
    ...(to !== "" && { to: new Date(startOf(to).getTime() + DAY_MS).toISOString() }),
  };
}

const startOf = (day: string): Date => new Date(`${day}T00:00:00+08:00`);
