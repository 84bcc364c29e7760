/** 覆盖图: accounts by units, what each tells of each, and where nobody tells anything (R9). */
import { Button, makeStyles, SearchBox, Select, Switch, tokens } from "@fluentui/react-components";
import { ArrowClockwiseRegular } from "@fluentui/react-icons/svg/arrow-clockwise";
import { useMemo, useState } from "react";
import type { Coverage } from "../../../shared/summary/coverage.ts";
import { Loaded } from "../Loaded.tsx";
import { usePane } from "../use-pane.ts";
import { useResource } from "../use-resource.ts";
import { useRoute } from "../use-route.ts";
import { CoverageMap } from "./CoverageMap.tsx";
import { Legend } from "./Legend.tsx";
import { SquareDetail } from "./SquareDetail.tsx";
import { type Kind, KINDS, mapRows, type Place, SHEET_OF_KIND } from "./squares.ts";

const useStyles = makeStyles({
  tools: { display: "flex", flexWrap: "wrap", alignItems: "center", gap: "8px" },
  search: { flex: "1 1 140px", maxWidth: "240px" },
  flat: { margin: 0, color: tokens.colorNeutralForeground2 },
});

export function CoverageScreen() {
  const { pane, state } = usePane();
  const { period } = state;
  const coverage = useResource(`coverage ${period}`, (signal) =>
    pane.surroundings.service.coverage(period, signal),
  );
  return (
    <Loaded resource={coverage}>
      {(value) => (
        <CoverageView
          key={value.period}
          coverage={value}
          loading={coverage.loading}
          onReload={() => coverage.reload()}
        />
      )}
    </Loaded>
  );
}

interface ViewProps {
  readonly coverage: Coverage;
  readonly loading: boolean;
  readonly onReload: () => void;
}

function CoverageView({ coverage, loading, onReload }: ViewProps) {
  const styles = useStyles();
  const { texts } = usePane();
  const { coverage: words } = texts;
  const { go } = useRoute();
  const [kind, setKind] = useState<Kind | "all">("all");
  const [lacking, setLacking] = useState(false);
  const [text, setText] = useState("");
  const [place, setPlace] = useState<Place | null>(null);
  const rows = useMemo(() => mapRows(coverage, { kind, lacking, text }), [coverage, kind, lacking, text]);
  if (coverage.accounts.length === 0 || coverage.units.length === 0) {
    return <p className={styles.flat}>{words.nothing}</p>;
  }
  const row = place === null ? undefined : rows[place.row];
  const unit = place === null ? undefined : coverage.units[place.column];
  const square = (place !== null && row?.squares[place.column]) || null;
  const open = (shown: Kind | "all") => {
    if (!row || !unit) return;
    go(
      "history",
      "find",
      shown === "all" ? "" : SHEET_OF_KIND[shown],
      unit.code,
      coverage.period,
      row.account,
    );
  };
  return (
    <>
      <p className={`${styles.flat} ms-font-m`}>{words.hint(coverage.period)}</p>
      <div className={styles.tools}>
        <Select
          aria-label={words.kind}
          value={kind}
          onChange={(_, { value }) => setKind(KINDS.find((known) => known === value) ?? "all")}
        >
          <option value="all">{`${words.kind}${texts.colon}${words.all}`}</option>
          {KINDS.map((known) => (
            <option key={known} value={known}>
              {`${words.kind}${texts.colon}${words.kinds[known]}`}
            </option>
          ))}
        </Select>
        <SearchBox
          className={styles.search}
          aria-label={words.search}
          placeholder={words.search}
          value={text}
          onChange={(_, { value }) => {
            setText(value);
            setPlace(null);
          }}
        />
        <Switch
          label={words.only}
          title={words.onlyHint}
          checked={lacking}
          onChange={(_, { checked }) => {
            setLacking(checked);
            setPlace(null);
          }}
        />
        <Button
          appearance="subtle"
          size="small"
          icon={<ArrowClockwiseRegular />}
          disabledFocusable={loading}
          onClick={onReload}
        >
          {words.again}
        </Button>
      </div>
      <Legend kind={kind} />
      {rows.length === 0 ? (
        <p className={styles.flat} role="status">
          {words.noneFound}
        </p>
      ) : (
        <CoverageMap
          rows={rows}
          units={coverage.units}
          kind={kind}
          place={place}
          onPlace={setPlace}
          onOpen={() => open(kind)}
        />
      )}
      <SquareDetail account={row?.account ?? null} unit={unit?.name ?? null} square={square} onOpen={open} />
    </>
  );
}
