/** Units by how they have filed, missing ones first; HQ selects whom to remind. */
import { makeStyles, SearchBox, Select, tokens } from "@fluentui/react-components";
import { useMemo, useState } from "react";
import type { Completeness, UnitCompleteness } from "../../../shared/sync/months.ts";
import { usePane } from "../use-pane.ts";
import { arrangeUnits, FILED_STATES, type FiledState } from "./arrange.ts";
import { Reminders } from "./Reminders.tsx";
import { UnitRow } from "./UnitRow.tsx";

const useStyles = makeStyles({
  tools: { display: "flex", flexWrap: "wrap", alignItems: "center", gap: "8px" },
  search: { flex: "1 1 140px", maxWidth: "280px" },
  table: {
    borderCollapse: "collapse",
    width: "100%",
    fontVariantNumeric: "tabular-nums",
    "& th": {
      textAlign: "start",
      fontWeight: tokens.fontWeightSemibold,
      padding: "6px 8px",
      whiteSpace: "nowrap",
      borderBottom: `1px solid ${tokens.colorNeutralStroke1}`,
    },
  },
  wide: { "@media (max-width: 719px)": { display: "none" } },
  tick: { width: "1px" },
  flat: { margin: 0, ":empty": { display: "none" } },
});

export interface UnitTableProps {
  readonly month: Completeness;
  readonly hq: boolean;
  readonly onChange: () => void;
}

export function UnitTable({ month, hq, onChange }: UnitTableProps) {
  const styles = useStyles();
  const { texts } = usePane();
  const { months } = texts;
  const [filed, setFiled] = useState<FiledState | "all">("all");
  const [text, setText] = useState("");
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const lines = useMemo(() => arrangeUnits(month.units, { state: filed, text }), [month.units, filed, text]);
  const shown = lines.map(({ unit }) => unit);
  const chosen = month.units.filter(({ unit }) => picked.has(unit));

  const counts = (state: FiledState): number => month.units.filter((unit) => unit.state === state).length;
  return (
    <>
      <div className={styles.tools}>
        <Select
          aria-label={months.filter}
          value={filed}
          onChange={(_, { value }) => setFiled(FILED_STATES.find((state) => state === value) ?? "all")}
        >
          <option value="all">{months.all(month.units.length)}</option>
          {FILED_STATES.map((state) => (
            <option key={state} value={state}>
              {`${months.state[state]} ${counts(state)}`}
            </option>
          ))}
        </Select>
        <SearchBox
          className={styles.search}
          aria-label={months.search}
          placeholder={months.search}
          value={text}
          onChange={(_, { value }) => setText(value)}
        />
      </div>
      <Reminders
        month={month}
        hq={hq}
        chosen={chosen}
        shown={shown}
        onPick={(units) => setPicked(new Set(units.map(({ unit }) => unit)))}
        onChange={onChange}
      />
      <p className={styles.flat} role="status">
        {lines.length === 0 ? months.noneFound : null}
      </p>
      {lines.length > 0 && (
        <table className={`${styles.table} ms-font-m`} aria-label={months.units}>
          <thead>
            <tr>
              {hq && <th className={styles.tick} aria-label={months.reminders} />}
              <th scope="col">{months.unit}</th>
              <th scope="col">{months.stateHead}</th>
              <th scope="col" className={styles.wide}>
                {months.firstAt}
              </th>
              <th scope="col" className={styles.wide}>
                {months.rows}
              </th>
              <th scope="col">{months.reviewed}</th>
              <th scope="col" className={styles.wide}>
                {months.remindedAt}
              </th>
            </tr>
          </thead>
          <tbody>
            {lines.map(({ unit, under }) => (
              <UnitRow
                key={unit.unit}
                unit={unit}
                under={under}
                month={month}
                picked={hq ? picked.has(unit.unit) : null}
                onPick={() => setPicked(toggled(picked, unit))}
                onChange={onChange}
              />
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}

function toggled(picked: ReadonlySet<string>, { unit }: UnitCompleteness): ReadonlySet<string> {
  const next = new Set(picked);
  if (!next.delete(unit)) next.add(unit);
  return next;
}
