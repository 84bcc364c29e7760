/** 分支与承运商: what units propose, taken in or turned down by the dozen, or found to be something known. */
import { Button, Checkbox, makeStyles, Select, tokens } from "@fluentui/react-components";
import { useState } from "react";
import type { Entry } from "../../../shared/sync/screening.ts";
import type { Texts } from "../../../shared/text/texts.ts";
import { Loaded } from "../Loaded.tsx";
import { Rows } from "../Rows.tsx";
import { decideEntries, declineEntries } from "../tasks/entries.ts";
import { usePane } from "../use-pane.ts";
import { useResource } from "../use-resource.ts";
import { FilterBar } from "./FilterBar.tsx";
import { isSought } from "./sift.ts";
import { useEntryColumns } from "./entry-columns.tsx";
import { useUnitNames } from "./use-unit-names.ts";

const useStyles = makeStyles({
  flat: { margin: 0 },
  // The choice made further down is acted on here, however long the list.
  bulk: {
    position: "sticky",
    bottom: 0,
    zIndex: 1,
    display: "flex",
    flexWrap: "wrap",
    alignItems: "center",
    gap: "8px",
    padding: "12px 0",
    backgroundColor: tokens.colorNeutralBackground1,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  count: { minWidth: "80px" },
  all: { marginInlineStart: "-8px" },
  more: { alignSelf: "flex-start" },
});

const STATES = ["proposed", "registered", "declined"] as const;
const KINDS = ["branch", "carrier"] as const;
type Kind = (typeof KINDS)[number];

/** Of each kind, as the service gives them. */
const PAGE = 500;

interface Listed {
  readonly entries: readonly Entry[];
  /** The service has further ones. */
  readonly more: boolean;
}

export function EntriesScreen() {
  const styles = useStyles();
  const { pane, texts } = usePane();
  const [state, setState] = useState<Entry["state"]>("proposed");
  const [kind, setKind] = useState<Kind | "all">("all");
  const [sought, setSought] = useState("");
  const unitNames = useUnitNames();
  const { screening } = texts;
  const [pages, setPages] = useState(1);
  const entries = useResource(`entries ${state}`, (signal) =>
    readEntries(
      (kind, offset) => pane.surroundings.service.entries({ kind, state, offset, limit: PAGE }, signal),
      pages,
    ),
  );
  const bar = (
    <FilterBar
      label={screening.entries.state}
      filters={STATES.map((id) => ({ id, name: countedName(id, state, entries.value, texts) }))}
      filter={state}
      onFilter={setState}
      sought={sought}
      onSeek={setSought}
    >
      <Select
        aria-label={screening.entries.kind}
        value={kind}
        onChange={(_, { value }) => setKind(KINDS.find((known) => known === value) ?? "all")}
      >
        <option value="all">{screening.all}</option>
        {KINDS.map((known) => (
          <option key={known} value={known}>
            {screening.kind[known]}
          </option>
        ))}
      </Select>
    </FilterBar>
  );
  return (
    <>
      {bar}
      <Loaded resource={entries}>
        {({ entries: all, more }) => {
          const shown = all.filter(
            (entry) =>
              (kind === "all" || entry.kind === kind) &&
              isSought(sought, [...entry.names, entry.account, unitNames(entry.units)]),
          );
          // Whatever is chosen belongs to what is shown: another list begins with nothing chosen.
          return (
            <>
              <Decidable
                key={`${state} ${kind} ${sought}`}
                entries={shown}
                state={state}
                all={kind === "all" && sought === ""}
                after={() => entries.reload()}
              />
              {more && (
                <Button
                  className={styles.more}
                  disabledFocusable={entries.loading}
                  onClick={() => {
                    setPages(pages + 1);
                    entries.reload();
                  }}
                >
                  {screening.entries.further}
                </Button>
              )}
            </>
          );
        }}
      </Loaded>
    </>
  );
}

interface DecidableProps {
  readonly entries: readonly Entry[];
  readonly state: Entry["state"];
  /** Nothing is filtered out. */
  readonly all: boolean;
  readonly after: () => void;
}

function Decidable({ entries, state, all, after }: DecidableProps) {
  const styles = useStyles();
  const { pane, state: paneState, texts } = usePane();
  const { screening } = texts;
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const columns = useEntryColumns({
    chosen: (entry) => chosen.has(keyOf(entry)),
    choose: (entry, isChosen) => setChosen(withOrWithout(chosen, keyOf(entry), isChosen)),
    after,
  });
  const picked = entries.filter((entry) => chosen.has(keyOf(entry)));
  const busy = paneState.busy !== null || picked.length === 0;
  const words = picked.map(({ kind, id }) => ({ kind, id }));
  if (entries.length === 0) {
    return (
      <p className={`${styles.flat} ms-font-m`} role="status">
        {all && state === "proposed" ? screening.entries.nothing : screening.none}
      </p>
    );
  }
  return (
    <>
      <Checkbox
        className={styles.all}
        label={screening.entries.selectAll}
        checked={picked.length === entries.length ? true : picked.length > 0 ? "mixed" : false}
        onChange={(_, { checked }) => setChosen(new Set(checked === true ? entries.map(keyOf) : []))}
      />
      <Rows label={screening.entries.list} columns={columns} rows={entries} keyOf={keyOf} />
      <div className={styles.bulk}>
        <span className={`${styles.count} ms-font-m`} role="status">
          {screening.entries.selected(picked.length)}
        </span>
        {state !== "registered" && (
          <Button
            appearance="primary"
            disabledFocusable={busy}
            onClick={() =>
              void decideEntries(
                pane,
                words.map((word) => ({ ...word, decision: "accepted" as const })),
                screening.entries.accepted,
                after,
              )
            }
          >
            {screening.entries.accept}
          </Button>
        )}
        {state !== "declined" && (
          <Button disabledFocusable={busy} onClick={() => void declineEntries(pane, words, after)}>
            {screening.entries.decline}
          </Button>
        )}
      </div>
    </>
  );
}

const keyOf = ({ kind, id }: Entry): string => `${kind} ${id}`;

function withOrWithout(set: ReadonlySet<string>, key: string, isIn: boolean): ReadonlySet<string> {
  const changed = new Set(set);
  if (isIn) changed.add(key);
  else changed.delete(key);
  return changed;
}

async function readEntries(
  page: (kind: Kind, offset: number) => Promise<Entry[]>,
  pages: number,
): Promise<Listed> {
  const entries: Entry[] = [];
  let more = false;
  for (const kind of KINDS) {
    for (let read = 0; read < pages; read += 1) {
      const found = await page(kind, read * PAGE);
      entries.push(...found);
      if (found.length < PAGE) break;
      more ||= read === pages - 1;
    }
  }
  return { entries, more };
}

/** How many there are is known of the list in sight only. */
function countedName(
  id: Entry["state"],
  current: Entry["state"],
  listed: Listed | null,
  { screening }: Texts,
): string {
  const name = screening.entryState[id];
  return id === current && listed ? `${name} ${listed.entries.length}${listed.more ? "+" : ""}` : name;
}
