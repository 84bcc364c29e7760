/** Open or closed, and until when reports are due; HQ changes both. */
import { Badge, Button, Field, makeStyles, Select } from "@fluentui/react-components";
import { LockClosedRegular } from "@fluentui/react-icons/svg/lock-closed";
import { LockOpenRegular } from "@fluentui/react-icons/svg/lock-open";
import { useState } from "react";
import { addMonths } from "../../../shared/report/dates.ts";
import type { Completeness } from "../../../shared/sync/months.ts";
import { isHq } from "../tasks/open.ts";
import { closeMonth, reopenMonth, saveDeadline } from "../tasks/months.ts";
import { usePane } from "../use-pane.ts";
import { dayOf, timeInChina } from "../wording.ts";
import { MonthChanges } from "./MonthChanges.tsx";

const useStyles = makeStyles({
  line: { display: "flex", flexWrap: "wrap", alignItems: "center", gap: "8px" },
  row: { display: "flex", flexWrap: "wrap", alignItems: "flex-end", gap: "8px" },
  day: { minWidth: "150px" },
  bar: { display: "flex", flexDirection: "column", rowGap: "12px" },
});

export function MonthBar({ month, onChange }: { month: Completeness; onChange: () => void }) {
  const styles = useStyles();
  const { pane, state, texts } = usePane();
  const { months } = texts;
  const { session } = state;
  const open = month.state === "open";
  const over = pane.surroundings.now() > Date.parse(month.deadline);
  const due = timeInChina(month.deadline);
  return (
    <div className={styles.bar}>
      <div className={styles.line}>
        <Badge
          appearance="tint"
          size="large"
          color={open ? "success" : "informative"}
          icon={open ? <LockOpenRegular /> : <LockClosedRegular />}
        >
          {open ? months.open : months.closed}
        </Badge>
        <span className="ms-font-m">{open && over ? months.overdue(due) : months.dueBy(due)}</span>
      </div>
      {session && isHq(session) && (
        <>
          <Settings month={month} onChange={onChange} />
          <MonthChanges period={month.period} version={`${month.state} ${month.deadline}`} />
        </>
      )}
    </div>
  );
}

function Settings({ month, onChange }: { month: Completeness; onChange: () => void }) {
  const styles = useStyles();
  const { pane, state, texts } = usePane();
  const { months } = texts;
  const due = dayOf(month.deadline);
  const following = addMonths(month.period, 1);
  // A deadline set elsewhere may lie outside the following month: then no day of it is chosen.
  const current = due.startsWith(following) ? Number(due.slice(8)) : 0;
  const [day, setDay] = useState(current);
  const busy = state.busy !== null;
  return (
    <div className={styles.row}>
      <Field label={months.deadline} className={styles.day}>
        <Select value={day || ""} disabled={busy} onChange={(_, { value }) => setDay(Number(value))}>
          {current === 0 && <option value="">{due}</option>}
          {Array.from({ length: daysOf(following) }, (_, index) => index + 1).map((choice) => (
            <option key={choice} value={choice}>
              {months.deadlineDay(choice)}
            </option>
          ))}
        </Select>
      </Field>
      <Button
        disabledFocusable={busy || day === 0 || day === current}
        onClick={() => void saveDeadline(pane, month, day, onChange)}
      >
        {months.saveDeadline}
      </Button>
      {month.state === "open" ? (
        <Button
          icon={<LockClosedRegular />}
          disabledFocusable={busy}
          onClick={() => void closeMonth(pane, month, onChange)}
        >
          {months.close}
        </Button>
      ) : (
        <Button
          icon={<LockOpenRegular />}
          disabledFocusable={busy}
          onClick={() => void reopenMonth(pane, month, onChange)}
        >
          {months.reopen}
        </Button>
      )}
    </div>
  );
}

/** `daysOf("2027-02")` is 28. */
const daysOf = (month: string): number =>
  new Date(Date.parse(`${addMonths(month, 1)}-01T00:00:00Z`) - 1).getUTCDate();
