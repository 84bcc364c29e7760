/** Who closed and opened the month, who moved its deadline, when and why. */
import { makeStyles, tokens } from "@fluentui/react-components";
import type { PeriodChange } from "../../../shared/sync/months.ts";
import { Loaded } from "../Loaded.tsx";
import { usePane } from "../use-pane.ts";
import { useResource } from "../use-resource.ts";
import { timeInChina } from "../wording.ts";

const useStyles = makeStyles({
  summary: { cursor: "pointer", color: tokens.colorNeutralForeground2 },
  list: { margin: "8px 0 0", paddingLeft: "20px" },
  aside: { color: tokens.colorNeutralForeground2 },
});

/** @param version of the month: another one has another list */
export function MonthChanges({ period, version }: { period: string; version: string }) {
  const styles = useStyles();
  const { pane, texts } = usePane();
  const { months } = texts;
  const changes = useResource(`changes ${period} ${version}`, (signal) =>
    pane.surroundings.service.periodChanges(period, signal),
  );
  return (
    <details className="ms-font-s">
      <summary className={styles.summary}>{months.changes}</summary>
      <Loaded resource={changes}>
        {(value) =>
          value.length === 0 ? (
            <p className={styles.aside}>{months.noChanges}</p>
          ) : (
            <ul className={styles.list}>
              {value.map((change) => (
                <li key={change.at}>
                  {`${timeInChina(change.at)} · ${change.by.name} · ${whatChanged(change, months)}`}
                  {change.reason !== "" && ` · ${texts.history.reason(change.reason)}`}
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </details>
  );
}

function whatChanged(
  { state, deadline, before }: PeriodChange,
  { changed }: ReturnType<typeof usePane>["texts"]["months"],
): string {
  return [
    ...(state === before.state ? [] : [changed[state]]),
    ...(deadline === before.deadline
      ? []
      : [changed.deadline(timeInChina(before.deadline), timeInChina(deadline))]),
  ].join(" · ");
}
