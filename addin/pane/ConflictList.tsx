/** Conflicts side by side: mine and theirs for each column, and a choice. */
import {
  Button,
  makeStyles,
  MessageBar,
  MessageBarBody,
  Radio,
  RadioGroup,
  tokens,
} from "@fluentui/react-components";
import {
  type Conflict,
  isSettled,
  questionsOf,
  type Side,
  sidesOf,
  take,
  takeAll,
  WHOLE_ROW,
} from "../sync/conflicts.ts";
import { columnLabel } from "../sync/results.ts";
import type { Pane } from "./pane.ts";
import { Section } from "./Section.tsx";
import { submitSettled } from "./tasks/settle.ts";
import { showCell } from "./tasks/show.ts";
import { usePane } from "./use-pane.ts";
import { rowText, sheetName, timeInChina, valueText } from "./wording.ts";

const useStyles = makeStyles({
  flat: { margin: 0 },
  label: { margin: 0, fontWeight: tokens.fontWeightSemibold },
  card: {
    display: "flex",
    flexDirection: "column",
    rowGap: "8px",
    padding: "12px",
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusLarge,
  },
  buttons: { display: "flex", flexWrap: "wrap", gap: "8px" },
  sides: { display: "grid", gridTemplateColumns: "1fr 1fr", alignItems: "stretch", gap: "8px" },
  side: {
    minWidth: 0,
    alignItems: "flex-start",
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
  },
  value: {
    display: "block",
    overflowWrap: "anywhere",
    whiteSpace: "pre-wrap",
    color: tokens.colorNeutralForeground1,
  },
  muted: { color: tokens.colorNeutralForeground2 },
  jump: { justifyContent: "flex-start", textAlign: "start", padding: 0, minWidth: 0 },
});

/** @param onSend sends what is settled; into the workbook's rows where nothing else is said */
export function ConflictList({ onSend = submitSettled }: { onSend?: (pane: Pane) => Promise<void> }) {
  const styles = useStyles();
  const { pane, state, texts } = usePane();
  const { conflicts, busy } = state;
  if (conflicts.length === 0) return null;
  const left = conflicts
    .flatMap((conflict) => questionsOf(conflict).map((question) => conflict.taken[question]))
    .filter((side) => side === undefined).length;
  const replace = (changed: Conflict) =>
    pane.set({ conflicts: conflicts.map((known) => (known.rowId === changed.rowId ? changed : known)) });
  return (
    <Section title={texts.conflicts.title(conflicts.length)}>
      <div role="status">
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>{texts.conflicts.body}</MessageBarBody>
        </MessageBar>
      </div>
      {conflicts.map((conflict) => (
        <ConflictCard key={conflict.rowId} conflict={conflict} onChange={replace} />
      ))}
      <Button
        appearance="primary"
        disabledFocusable={busy !== null || !conflicts.some(isSettled)}
        onClick={() => void onSend(pane)}
      >
        {texts.conflicts.send}
      </Button>
      {left > 0 && <p className={`${styles.flat} ms-font-s`}>{texts.conflicts.left(left)}</p>}
    </Section>
  );
}

interface CardProps {
  readonly conflict: Conflict;
  readonly onChange: (changed: Conflict) => void;
}

function ConflictCard({ conflict, onChange }: CardProps) {
  const styles = useStyles();
  const { pane, state, texts } = usePane();
  const { sheet, row, theirs, mine, columns } = conflict;
  const where = row === null ? texts.submit.notInSheet : texts.common.row(row + 1);
  const title = pane.surroundings.workbook
    ? `${sheetName(sheet, texts)} · ${where}`
    : sheetName(sheet, texts);
  const { unit } = theirs.by;
  const unitName =
    unit === null ? texts.signIn.hq : (state.session?.units.find(({ code }) => code === unit)?.name ?? unit);
  const first = columns[0] ?? WHOLE_ROW;
  return (
    <div className={styles.card} role="group" aria-label={title}>
      <Button
        appearance="transparent"
        size="small"
        className={styles.jump}
        disabled={row === null}
        onClick={() => row !== null && void showCell(pane, sheet, row, first)}
      >
        {title}
      </Button>
      <strong>{rowText(sheet, mine ?? theirs.values)}</strong>
      <p className={`${styles.flat} ${styles.muted} ms-font-s`}>
        {texts.conflicts.by(theirs.by.name, unitName, timeInChina(theirs.at))}
      </p>
      {theirs.deleted && <p className={styles.flat}>{texts.conflicts.theyDeleted}</p>}
      {mine === null && <p className={styles.flat}>{texts.conflicts.iDeleted}</p>}
      {questionsOf(conflict).map((question) => (
        <Choice key={question} conflict={conflict} question={question} onChange={onChange} />
      ))}
      {columns.length > 1 && (
        <div className={styles.buttons}>
          <Button size="small" onClick={() => onChange(takeAll(conflict, "mine"))}>
            {texts.conflicts.allMine}
          </Button>
          <Button size="small" onClick={() => onChange(takeAll(conflict, "theirs"))}>
            {texts.conflicts.allTheirs}
          </Button>
        </div>
      )}
    </div>
  );
}

/** One contested column, or the row as a whole: both sides, of which one is taken. */
export function Choice({ conflict, question, onChange }: CardProps & { question: string }) {
  const styles = useStyles();
  const { texts } = usePane();
  const whole = question === WHOLE_ROW;
  const label = whole ? texts.conflicts.wholeRow : columnLabel(conflict.sheet, question, texts);
  const sides = sidesOf(conflict, question);
  const side = (name: string, value: string) => (
    <>
      <span className="ms-font-s">{name}</span>
      {!whole && <span className={styles.value}>{value}</span>}
    </>
  );
  return (
    <div>
      <p className={`${styles.label} ms-font-m`}>{label}</p>
      <RadioGroup
        className={styles.sides}
        aria-label={texts.conflicts.column(label)}
        value={conflict.taken[question] ?? ""}
        onChange={(_, { value }) => onChange(take(conflict, question, sideOf(value)))}
      >
        <Radio
          className={styles.side}
          value="mine"
          label={side(texts.conflicts.keepMine, valueText(sides.mine, texts))}
        />
        <Radio
          className={styles.side}
          value="theirs"
          label={side(texts.conflicts.takeTheirs, valueText(sides.theirs, texts))}
        />
      </RadioGroup>
    </div>
  );
}

const sideOf = (value: string): Side => (value === "mine" ? "mine" : "theirs");
