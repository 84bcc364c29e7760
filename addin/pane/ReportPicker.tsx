/** Which month, and for which unit. */
import { Field, makeStyles, Select } from "@fluentui/react-components";
import { choosablePeriods, isLate, periodSettings } from "./months.ts";
import { usePane } from "./use-pane.ts";
import { dayOf } from "./wording.ts";

const useStyles = makeStyles({
  fields: { display: "flex", flexWrap: "wrap", alignItems: "flex-start", gap: "12px" },
  field: { flex: "1 1 130px", minWidth: 0 },
});

export function ReportPicker({ withUnit, onPeriod }: { withUnit: boolean; onPeriod?: () => void }) {
  const styles = useStyles();
  const { pane, state, texts } = usePane();
  const { periods, period, unit, session, busy } = state;
  const now = pane.surroundings.now();
  const units = session?.units ?? [];
  const settings = periodSettings(period, periods);
  const day = dayOf(settings.deadline);
  const closed = settings.state === "closed";
  const late = isLate(settings, now);
  const hint = closed ? texts.period.isClosed : late ? texts.period.late(day) : texts.period.dueBy(day);
  return (
    <div className={styles.fields}>
      <Field
        className={styles.field}
        label={texts.period.label}
        hint={closed || late ? undefined : hint}
        validationState={closed || late ? "warning" : "none"}
        validationMessage={closed || late ? hint : undefined}
      >
        <Select
          value={period}
          disabled={busy !== null}
          onChange={(_, { value }) => {
            pane.set({ period: value });
            onPeriod?.();
          }}
        >
          {choosablePeriods(now, [period, ...periods.map((known) => known.period)]).map((month) => (
            <option key={month} value={month}>
              {periodSettings(month, periods).state === "closed" ? `${month} ${texts.period.closed}` : month}
            </option>
          ))}
        </Select>
      </Field>
      {withUnit && units.length > 1 && (
        <Field className={styles.field} label={texts.period.unit}>
          <Select
            value={unit?.code ?? ""}
            disabled={busy !== null}
            onChange={(_, { value }) => pane.set({ unit: units.find(({ code }) => code === value) ?? unit })}
          >
            {units.map(({ code, name }) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
          </Select>
        </Field>
      )}
    </div>
  );
}
