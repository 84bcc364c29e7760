/** Open or closed, and until when reports are due. */
import { Badge, Button, Field, Input, makeStyles } from "@fluentui/react-components";
import { useState } from "react";
import { TIME_ZONE_OFFSET_HOURS } from "../../../shared/report/dates.ts";
import { periodSettings } from "../months.ts";
import { Section } from "../Section.tsx";
import { changePeriod } from "../tasks/admin.ts";
import { usePane } from "../use-pane.ts";
import { dayOf } from "../wording.ts";

const useStyles = makeStyles({
  row: { display: "flex", flexWrap: "wrap", alignItems: "flex-end", gap: "8px" },
  date: { flex: "1 1 150px" },
});

export function PeriodAdmin() {
  const styles = useStyles();
  const { pane, state, texts } = usePane();
  const settings = periodSettings(state.period, state.periods);
  const [day, setDay] = useState(dayOf(settings.deadline));
  const busy = state.busy !== null;
  const open = settings.state === "open";
  const badge = (
    <Badge appearance="tint" color={open ? "success" : "informative"}>
      {open ? texts.closing.open : texts.closing.closed}
    </Badge>
  );
  return (
    <Section title={`${texts.closing.title} · ${state.period}`} aside={badge}>
      <div className={styles.row}>
        <Field label={texts.closing.deadline} className={styles.date}>
          <Input type="date" value={day} onChange={(_, { value }) => setDay(value)} />
        </Field>
        <Button
          disabledFocusable={busy || day === "" || day === dayOf(settings.deadline)}
          onClick={() => void changePeriod(pane, { ...settings, deadline: endOfDay(day) })}
        >
          {texts.closing.save}
        </Button>
        <Button
          disabledFocusable={busy}
          onClick={() => void changePeriod(pane, { ...settings, state: open ? "closed" : "open" })}
        >
          {open ? texts.closing.close : texts.closing.reopen}
        </Button>
      </div>
    </Section>
  );
}

/** The last instant of a day in China. */
const endOfDay = (day: string): string =>
  new Date(Date.parse(`${day}T23:59:59.999Z`) - TIME_ZONE_OFFSET_HOURS * 3_600_000).toISOString();
