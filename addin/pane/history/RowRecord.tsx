/** All about one row: as it is now, its revisions, who was told, and its correction. */
import { Badge, Button, makeStyles, MessageBar, MessageBarBody, tokens } from "@fluentui/react-components";
import { ArrowClockwiseRegular } from "@fluentui/react-icons/svg/arrow-clockwise";
import { ArrowLeftRegular } from "@fluentui/react-icons/svg/arrow-left";
import { ArrowUndoRegular } from "@fluentui/react-icons/svg/arrow-undo";
import { EditRegular } from "@fluentui/react-icons/svg/edit";
import { useState } from "react";
import { sheetOf } from "../../../shared/report/sheets.ts";
import type { History } from "../../../shared/sync/protocol.ts";
import { stacked } from "../lists.ts";
import { Loaded } from "../Loaded.tsx";
import { Section } from "../Section.tsx";
import { restoreRow } from "../tasks/history.ts";
import { usePane } from "../use-pane.ts";
import { useResource } from "../use-resource.ts";
import { rowText, sheetName, valueText } from "../wording.ts";
import { CorrectionForm } from "./CorrectionForm.tsx";
import { RevisionCard } from "./RevisionCard.tsx";
import { useUnitName } from "./use-unit-name.ts";

const useStyles = makeStyles({
  box: { display: "flex", flexDirection: "column", rowGap: "16px" },
  line: { display: "flex", flexWrap: "wrap", alignItems: "center", gap: "8px" },
  flat: { margin: 0 },
  aside: { color: tokens.colorNeutralForeground2 },
  values: {
    display: "grid",
    gridTemplateColumns: "repeat(auto-fill, minmax(min(100%, 180px), 1fr))",
    gap: "8px 16px",
    margin: 0,
  },
  value: { margin: 0, whiteSpace: "pre-wrap", overflowWrap: "anywhere" },
  whole: { gridColumn: "1 / -1" },
  empty: { color: tokens.colorNeutralForeground3 },
  list: stacked("12px"),
});

export function RowRecord({ rowId, onBack }: { rowId: string; onBack: () => void }) {
  const styles = useStyles();
  const { pane, texts } = usePane();
  const { history } = texts;
  const record = useResource(`history ${rowId}`, (signal) =>
    pane.surroundings.service.history(rowId, signal),
  );
  return (
    <div className={styles.box}>
      <div className={styles.line}>
        <Button size="small" icon={<ArrowLeftRegular />} onClick={onBack}>
          {history.back}
        </Button>
        <Button
          size="small"
          appearance="subtle"
          icon={<ArrowClockwiseRegular />}
          disabledFocusable={record.loading}
          onClick={() => record.reload()}
        >
          {history.again}
        </Button>
      </div>
      <Loaded resource={record}>
        {(value) => <Record record={value} onChange={() => record.reload()} />}
      </Loaded>
    </div>
  );
}

function Record({ record, onChange }: { record: History; onChange: () => void }) {
  const styles = useStyles();
  const { pane, state, texts } = usePane();
  const { history } = texts;
  const unitName = useUnitName();
  /** The revision that a correction begins with; null while nothing is corrected. */
  const [from, setFrom] = useState<number | null>(null);
  const revisions = [...record.revisions].sort((a, b) => b.revision - a.revision);
  const [latest] = revisions;
  if (!latest) return null;
  // A deleted revision may keep its values or not: what stood before it is what can come back.
  const stood = revisions.find(({ deleted }) => !deleted) ?? latest;
  const start = revisions.find(({ revision }) => revision === from);
  const sheet = sheetOf(record.sheet);
  const mayWrite = state.session?.units.some(({ code }) => code === record.unit) ?? false;
  const name = rowText(record.sheet, stood.values);
  return (
    <>
      <div>
        <div className={styles.line}>
          <strong className="ms-font-l">{name}</strong>
          {latest.deleted && (
            <Badge appearance="tint" color="important">
              {history.deleted}
            </Badge>
          )}
          {latest.late && (
            <Badge appearance="tint" color="warning">
              {history.late}
            </Badge>
          )}
        </div>
        <p className={`${styles.flat} ${styles.aside} ms-font-s`}>
          {[
            sheetName(record.sheet, texts),
            unitName(record.unit),
            latest.period,
            history.revision(latest.revision),
          ]
            .filter(Boolean)
            .join(" · ")}
        </p>
      </div>
      {latest.deleted && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>{history.isDeleted}</MessageBarBody>
        </MessageBar>
      )}
      {mayWrite && start === undefined && (
        <div className={styles.line}>
          {latest.deleted ? (
            <Button
              icon={<ArrowUndoRegular />}
              disabledFocusable={state.busy !== null}
              onClick={() => void restoreRow(pane, latest, stood.values, onChange)}
            >
              {history.restore}
            </Button>
          ) : (
            <Button
              appearance="primary"
              icon={<EditRegular />}
              disabledFocusable={state.busy !== null}
              onClick={() => setFrom(latest.revision)}
            >
              {history.correct}
            </Button>
          )}
        </div>
      )}
      {start ? (
        <CorrectionForm
          key={start.revision}
          latest={latest}
          start={start}
          onDone={() => {
            setFrom(null);
            onChange();
          }}
          onCancel={() => setFrom(null)}
        />
      ) : (
        <Section title={history.current}>
          <dl className={styles.values}>
            {sheet.columns.map((column) => {
              const value = stood.values[column.key] ?? null;
              return (
                <div key={column.key} className={column.type === "longText" ? styles.whole : undefined}>
                  <dt className={`${styles.aside} ms-font-s`}>{column[texts.language]}</dt>
                  <dd className={`${styles.value} ${value === null ? styles.empty : ""}`}>
                    {valueText(value, texts)}
                  </dd>
                </div>
              );
            })}
          </dl>
        </Section>
      )}
      <Section title={history.revisions}>
        <ol className={styles.list}>
          {revisions.map((revision, index) => (
            <li key={revision.revision}>
              <RevisionCard
                revision={revision}
                before={revisions[index + 1] ?? null}
                isLatest={index === 0}
                conflicts={record.conflicts.filter(
                  (conflict) => conflict.latestRevision === revision.revision,
                )}
                notices={record.notices.filter(({ submissionId }) => submissionId === revision.submissionId)}
                onUse={
                  mayWrite && index > 0 && !revision.deleted && !latest.deleted
                    ? () => setFrom(revision.revision)
                    : null
                }
              />
            </li>
          ))}
        </ol>
      </Section>
    </>
  );
}
