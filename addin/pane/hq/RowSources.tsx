/** 所选行的来源: of the row selected in the master, who told what, when, and by which channel. */
import { Badge, Link, makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import type { MergedDetail, Source, Told } from "../../../shared/sync/screening.ts";
import { columnLabel } from "../../sync/results.ts";
import type { MasterSelection } from "../../workbook.ts";
import { Loaded } from "../Loaded.tsx";
import { Section } from "../Section.tsx";
import { usePane } from "../use-pane.ts";
import { useResource } from "../use-resource.ts";
import { useRoute } from "../use-route.ts";
import { timeInChina, valueText } from "../wording.ts";
import { useMasterSelection } from "./use-master-selection.ts";

const useStyles = makeStyles({
  flat: { margin: 0 },
  muted: { color: tokens.colorNeutralForeground2 },
  columns: { display: "grid", rowGap: "8px", margin: 0 },
  column: { paddingLeft: "8px", borderLeft: `3px solid ${tokens.colorNeutralStroke2}` },
  selected: { borderLeftColor: tokens.colorBrandStroke1 },
  name: { display: "flex", alignItems: "center", columnGap: "8px" },
  told: { margin: 0, overflowWrap: "anywhere" },
  sources: { margin: 0, paddingLeft: "16px", listStyleType: "none" },
});

/** Nothing where no row of the master is selected. */
export function RowSources() {
  const selection = useMasterSelection();
  return selection && <Sources selection={selection} />;
}

function Sources({ selection }: { selection: MasterSelection }) {
  const styles = useStyles();
  const { pane, state, texts } = usePane();
  const { sources } = texts;
  // A refresh may have brought what others told or HQ decided since.
  const key = `sources ${selection.rowId} ${JSON.stringify(state.refresh)}`;
  const line = useResource(key, (signal) => pane.surroundings.service.mergedLine(selection.rowId, signal));
  return (
    <Section title={sources.title}>
      <p className={`${styles.flat} ${styles.muted} ms-font-s`}>{sources.hint}</p>
      <div aria-live="polite">
        <Loaded resource={line}>{(detail) => <SourcesOf detail={detail} selection={selection} />}</Loaded>
      </div>
    </Section>
  );
}

export function SourcesOf({ detail, selection }: { detail: MergedDetail; selection: MasterSelection }) {
  const styles = useStyles();
  const { texts } = usePane();
  const { sources } = texts;
  const { values, units, deleted } = detail;
  const name = String(values.name ?? values.account ?? "");
  // The selected cell's column first: it is what the person asks about.
  const columns = [...detail.columns].sort(
    (a, b) => Number(b.column === selection.column) - Number(a.column === selection.column),
  );
  return (
    <>
      <p className={`${styles.flat} ms-font-m ms-fontWeight-semibold`}>
        {sources.row(String(values.account ?? ""), name)}
      </p>
      <p className={`${styles.flat} ${styles.muted} ms-font-s`}>
        {deleted ? sources.deleted : sources.units(units.length)}
      </p>
      {detail.rowId !== selection.rowId && (
        <p className={`${styles.flat} ms-font-s`}>{sources.movedTo(name)}</p>
      )}
      <dl className={styles.columns}>
        {columns.map(({ column, told }) => (
          <Cell
            key={column}
            detail={detail}
            column={column}
            told={told}
            selected={column === selection.column}
          />
        ))}
      </dl>
    </>
  );
}

interface CellProps {
  readonly detail: MergedDetail;
  readonly column: string;
  readonly told: readonly Told[];
  readonly selected: boolean;
}

function Cell({ detail, column, told, selected }: CellProps) {
  const styles = useStyles();
  const { texts } = usePane();
  const label = columnLabel(detail.sheet, column, texts);
  const differs = detail.differs.find((cell) => cell.column === column);
  return (
    <div className={mergeClasses(styles.column, selected && styles.selected)}>
      <dt className={`${styles.name} ms-font-s ms-fontWeight-semibold`}>
        {label}
        {differs && (
          <Badge appearance="tint" color={differs.chosen ? "success" : "warning"}>
            {differs.chosen ? texts.sources.chosen : texts.sources.differs}
          </Badge>
        )}
      </dt>
      {told.map(({ value, sources }) => (
        <dd key={String(value)} className={styles.told}>
          <span className="ms-font-m">{valueText(value, texts)}</span>
          {differs && value === detail.values[column] && (
            <span className={`${styles.muted} ms-font-s`}> · {texts.sources.inMaster}</span>
          )}
          <ul className={styles.sources}>
            {sources.map((source) => (
              <li key={source.rowId}>
                <SourceLink source={source} label={label} />
              </li>
            ))}
          </ul>
        </dd>
      ))}
    </div>
  );
}

function SourceLink({ source, label }: { source: Source; label: string }) {
  const { texts } = usePane();
  const { go } = useRoute();
  const channels: Readonly<Record<string, string>> = texts.history.channel;
  const { rowId, unitName, by, channel, at } = source;
  return (
    <Link
      as="button"
      className="ms-font-s"
      aria-label={texts.sources.openHistory(unitName, label)}
      onClick={() => go("history", rowId)}
    >
      {texts.sources.source(unitName, by, channels[channel] ?? channel, timeInChina(at))}
    </Link>
  );
}
