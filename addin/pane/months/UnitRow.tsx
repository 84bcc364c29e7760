/** One unit's line, and opened below it the accounts that it has not reviewed. */
import { Badge, Button, makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { CheckmarkCircleRegular } from "@fluentui/react-icons/svg/checkmark-circle";
import { ChevronDownRegular } from "@fluentui/react-icons/svg/chevron-down";
import { ChevronRightRegular } from "@fluentui/react-icons/svg/chevron-right";
import { ClockRegular } from "@fluentui/react-icons/svg/clock";
import { ErrorCircleRegular } from "@fluentui/react-icons/svg/error-circle";
import { useId, useState } from "react";
import type { Completeness, UnitCompleteness } from "../../../shared/sync/months.ts";
import { usePane } from "../use-pane.ts";
import { timeInChina } from "../wording.ts";
import type { FiledState } from "./arrange.ts";
import { UnreviewedAccounts } from "./UnreviewedAccounts.tsx";

const LOOKS = {
  missing: { color: "danger", icon: <ErrorCircleRegular /> },
  late: { color: "warning", icon: <ClockRegular /> },
  "on-time": { color: "success", icon: <CheckmarkCircleRegular /> },
} as const satisfies Record<FiledState, object>;

const useStyles = makeStyles({
  line: {
    "& > td": {
      padding: "4px 8px",
      verticalAlign: "middle",
      borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
    },
  },
  name: { display: "block" },
  under: { paddingLeft: "20px", "@media (max-width: 719px)": { paddingLeft: "12px" } },
  small: { color: tokens.colorNeutralForeground2, display: "block" },
  narrow: { "@media (min-width: 720px)": { display: "none" } },
  wide: { "@media (max-width: 719px)": { display: "none" } },
  state: { whiteSpace: "nowrap" },
  reviewed: { margin: "0 -8px", minWidth: 0, fontWeight: tokens.fontWeightRegular },
  opened: {
    padding: "8px 8px 16px 40px",
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
    "@media (max-width: 719px)": { paddingLeft: "8px" },
  },
  tick: { width: "16px", height: "16px", margin: 0, accentColor: tokens.colorBrandBackground },
});

export interface UnitRowProps {
  readonly unit: UnitCompleteness;
  readonly under: boolean;
  readonly month: Completeness;
  /** null where nobody may be picked. */
  readonly picked: boolean | null;
  readonly onPick: () => void;
  readonly onChange: () => void;
}

export function UnitRow({ unit, under, month, picked, onPick, onChange }: UnitRowProps) {
  const styles = useStyles();
  const { months } = usePane().texts;
  const [open, setOpen] = useState(false);
  const id = useId();
  const first = unit.firstAt === null ? "–" : timeInChina(unit.firstAt);
  const reviewed = months.reviewedOf(unit.accounts - unit.unreviewed.length, unit.accounts);
  const filed = unit.firstAt === null ? "" : `${first} · ${months.rowsOf(unit.rows)}`;
  const reminded = unit.remindedAt === null ? "" : months.reminded(timeInChina(unit.remindedAt));
  return (
    <>
      <tr className={styles.line}>
        {picked !== null && (
          <td>
            <input
              type="checkbox"
              className={styles.tick}
              aria-label={months.pick(unit.name)}
              checked={picked}
              onChange={onPick}
            />
          </td>
        )}
        <td>
          <div className={under ? styles.under : undefined}>
            <span className={styles.name}>{unit.name}</span>
            <span className={mergeClasses(styles.small, "ms-font-s")}>
              {`${unit.unit} · ${unit.kind === "plant" ? months.plant : months.shop}`}
            </span>
            {[filed, reminded].filter(Boolean).map((words) => (
              <span key={words} className={mergeClasses(styles.small, styles.narrow, "ms-font-s")}>
                {words}
              </span>
            ))}
          </div>
        </td>
        <td className={styles.state}>
          <Badge appearance="tint" size="large" {...LOOKS[unit.state]}>
            {months.state[unit.state]}
          </Badge>
        </td>
        <td className={styles.wide}>{first}</td>
        <td className={styles.wide}>{unit.rows}</td>
        <td>
          {unit.unreviewed.length === 0 ? (
            <>{unit.accounts === 0 ? "–" : reviewed}</>
          ) : (
            <Button
              appearance="subtle"
              className={styles.reviewed}
              icon={open ? <ChevronDownRegular /> : <ChevronRightRegular />}
              iconPosition="after"
              aria-expanded={open}
              aria-controls={id}
              aria-label={months.showUnreviewed(unit.name, unit.unreviewed.length)}
              onClick={() => setOpen(!open)}
            >
              {reviewed}
            </Button>
          )}
        </td>
        <td className={styles.wide}>
          {unit.remindedAt === null ? months.never : timeInChina(unit.remindedAt)}
        </td>
      </tr>
      {open && unit.unreviewed.length > 0 && (
        <tr id={id}>
          <td colSpan={7} className={styles.opened}>
            <UnreviewedAccounts unit={unit} month={month} onChange={onChange} />
          </td>
        </tr>
      )}
    </>
  );
}
