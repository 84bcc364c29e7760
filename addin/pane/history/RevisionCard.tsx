/** One revision of a row: who, when, by what way and why, what changed, conflicts met, and who was told. */
import { Badge, Button, makeStyles, tokens } from "@fluentui/react-components";
import type { Notice } from "../../../shared/sync/copies.ts";
import type { ConflictRecord, History } from "../../../shared/sync/protocol.ts";
import { columnLabel } from "../../sync/results.ts";
import { framedCard } from "../lists.ts";
import { usePane } from "../use-pane.ts";
import { timeInChina, valueText } from "../wording.ts";
import { ConflictTable } from "./ConflictTable.tsx";
import { NoticeList } from "./NoticeList.tsx";
import { useUnitName } from "./use-unit-name.ts";

type RowRevision = History["revisions"][number];

const useStyles = makeStyles({
  card: { ...framedCard, borderRadius: tokens.borderRadiusLarge },
  line: { display: "flex", flexWrap: "wrap", alignItems: "center", gap: "8px" },
  flat: { margin: 0 },
  aside: { color: tokens.colorNeutralForeground2 },
  table: {
    borderCollapse: "collapse",
    width: "100%",
    tableLayout: "fixed",
    "& th, & td": {
      textAlign: "start",
      verticalAlign: "top",
      padding: "4px 8px 4px 0",
      whiteSpace: "pre-wrap",
      overflowWrap: "anywhere",
      borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
    },
    "& th": { fontWeight: tokens.fontWeightRegular, color: tokens.colorNeutralForeground2 },
  },
  column: { width: "28%" },
  before: { color: tokens.colorNeutralForeground2, textDecorationLine: "line-through" },
});

export interface RevisionCardProps {
  readonly revision: RowRevision;
  /** The one before it; null: this is the first. */
  readonly before: RowRevision | null;
  readonly isLatest: boolean;
  /** That arose because of this revision. */
  readonly conflicts: readonly ConflictRecord[];
  readonly notices: readonly Notice[];
  /** Corrects the row back to this revision; null where that cannot be. */
  readonly onUse: (() => void) | null;
}

export function RevisionCard({ revision, before, isLatest, conflicts, notices, onUse }: RevisionCardProps) {
  const styles = useStyles();
  const { texts } = usePane();
  const { history } = texts;
  const unitName = useUnitName();
  const { by, at, channel, reason, told } = revision;
  return (
    <article className={styles.card} aria-label={history.revision(revision.revision)}>
      <div className={styles.line}>
        <strong>{history.revision(revision.revision)}</strong>
        <Badge appearance="tint" color={revision.deleted ? "important" : "informative"}>
          {kindOf(revision, before, history)}
        </Badge>
        {isLatest && (
          <Badge appearance="tint" color="brand">
            {history.latest}
          </Badge>
        )}
        {revision.late && (
          <Badge appearance="tint" color="warning">
            {history.late}
          </Badge>
        )}
      </div>
      <p className={`${styles.flat} ${styles.aside} ms-font-s`}>
        {[timeInChina(at), history.by(by.name, unitName(by.unit)), history.channel[channel]].join(" · ")}
      </p>
      {told && <p className={styles.flat}>{texts.phone.told(told.by, timeInChina(told.at))}</p>}
      {reason !== null && reason !== "" && <p className={styles.flat}>{history.reason(reason)}</p>}
      <Changes revision={revision} first={before === null} />
      {conflicts.map((conflict) => (
        <ConflictTable key={conflict.submissionId} sheet={revision.sheet} conflict={conflict} />
      ))}
      {notices.length > 0 && <NoticeList notices={notices} />}
      {onUse && (
        <div>
          <Button size="small" onClick={onUse}>
            {history.useVersion}
          </Button>
        </div>
      )}
    </article>
  );
}

function kindOf(
  { deleted }: RowRevision,
  before: RowRevision | null,
  history: ReturnType<typeof usePane>["texts"]["history"],
): string {
  if (deleted) return history.removed;
  if (before === null) return history.created;
  return before.deleted ? history.restored : history.changed;
}

function Changes({ revision, first }: { revision: RowRevision; first: boolean }) {
  const styles = useStyles();
  const { texts } = usePane();
  const { history } = texts;
  if (revision.deleted) return null;
  if (revision.changes.length === 0) {
    return <p className={`${styles.flat} ${styles.aside} ms-font-s`}>{history.noChange}</p>;
  }
  return (
    <table className={`${styles.table} ms-font-s`}>
      <thead>
        <tr>
          <th scope="col" className={styles.column}>
            {history.column}
          </th>
          {!first && <th scope="col">{history.before}</th>}
          <th scope="col">{first ? history.value : history.after}</th>
        </tr>
      </thead>
      <tbody>
        {revision.changes.map(({ column, from, to }) => (
          <tr key={column}>
            <th scope="row">{columnLabel(revision.sheet, column, texts)}</th>
            {!first && (
              <td>
                {from === null ? valueText(null, texts) : <del className={styles.before}>{String(from)}</del>}
              </td>
            )}
            <td>{to === null ? valueText(null, texts) : String(to)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
