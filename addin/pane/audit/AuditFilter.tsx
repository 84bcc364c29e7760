/** What is looked for in the audit record: Enter in any field finds it. */
import { Button, Field, Input, makeStyles, Select } from "@fluentui/react-components";
import { useState } from "react";
import { AUDIT_KINDS } from "../../../shared/sync/audit.ts";
import type { AuditWanted } from "../../sync/audit.ts";
import { usePane } from "../use-pane.ts";
import { NOTHING, type Typed, wantedBy } from "./wanted.ts";

const useStyles = makeStyles({
  form: { display: "flex", flexWrap: "wrap", alignItems: "end", gap: "8px 12px", margin: 0 },
  field: { flex: "1 1 104px", maxWidth: "220px", minWidth: 0 },
  // All six and the buttons fit in one line of a usual screen.
  days: { flex: "1 1 292px", maxWidth: "452px", display: "flex", gap: "12px" },
  day: { flex: "1 1 140px", maxWidth: "220px", minWidth: 0 },
  input: { minWidth: 0, width: "100%" },
});

export function AuditFilter({ onSeek }: { onSeek: (wanted: AuditWanted) => void }) {
  const styles = useStyles();
  const { audit: words } = usePane().texts;
  const [typed, setTyped] = useState(NOTHING);
  const input = (name: keyof Typed, label: string, about: { hint?: string; type?: "date" } = {}) => (
    <Field className={about.type === "date" ? styles.day : styles.field} label={label}>
      <Input
        className={styles.input}
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
      <div className={styles.days}>
        {input("from", words.from, { type: "date" })}
        {input("to", words.to, { type: "date" })}
      </div>
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
