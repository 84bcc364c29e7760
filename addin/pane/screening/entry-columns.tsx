/** What is shown of a branch or carrier in the list, and 并入 for one of it. */
import {
  Button,
  Checkbox,
  makeStyles,
  Menu,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  tokens,
} from "@fluentui/react-components";
import type { Alike, Entry } from "../../../shared/sync/screening.ts";
import type { RowColumn } from "../Rows.tsx";
import { decideEntries } from "../tasks/entries.ts";
import { usePane } from "../use-pane.ts";
import { dayOf, percent } from "../wording.ts";
import { useUnitNames } from "./use-unit-names.ts";

const useStyles = makeStyles({
  name: { display: "flex", flexDirection: "column", rowGap: "2px" },
  strong: { fontWeight: tokens.fontWeightSemibold },
  aside: { color: tokens.colorNeutralForeground2 },
  check: { margin: "-8px 0 -8px -8px" },
});

export interface Choosing {
  chosen(entry: Entry): boolean;
  choose(entry: Entry, chosen: boolean): void;
  /** Brings the list up to date. */
  after(): void;
}

export function useEntryColumns({ chosen, choose, after }: Choosing): RowColumn<Entry>[] {
  const styles = useStyles();
  const { texts } = usePane();
  const unitNames = useUnitNames();
  const { screening } = texts;
  const { entries } = screening;
  return [
    {
      id: "chosen",
      name: "",
      width: "32px",
      cell: (entry) => (
        <Checkbox
          className={styles.check}
          aria-label={entries.select(entry.name)}
          checked={chosen(entry)}
          onChange={(_, { checked }) => choose(entry, checked === true)}
        />
      ),
    },
    {
      id: "name",
      name: screening.name,
      cell: ({ name, names }) => (
        <span className={styles.name}>
          <span className={styles.strong}>{name}</span>
          {names.length > 1 && (
            <span className={`${styles.aside} ms-font-s`}>
              {entries.otherNames(names.slice(1).join(texts.comma))}
            </span>
          )}
        </span>
      ),
    },
    { id: "kind", name: entries.kind, cell: ({ kind }) => screening.kind[kind] },
    { id: "account", name: screening.account, cell: ({ account }) => account },
    { id: "who", name: entries.who, cell: ({ units }) => unitNames(units) },
    { id: "rows", name: entries.rows, cell: ({ rows }) => rows },
    { id: "first", name: entries.first, cell: ({ firstAt }) => dayOf(firstAt) },
    {
      id: "alike",
      name: entries.alike,
      cell: ({ alike }) => (alike[0] ? <Likeness alike={alike[0]} /> : "–"),
    },
    { id: "same", name: "", cell: (entry) => <SameAs entry={entry} after={after} /> },
  ];
}

function Likeness({ alike }: { alike: Alike }) {
  const styles = useStyles();
  const { texts } = usePane();
  return (
    <span className={styles.name}>
      {alike.of}
      <span className={`${styles.aside} ms-font-s`}>
        {`${texts.screening.alike[alike.reason]} · ${percent(alike.score)}`}
      </span>
    </span>
  );
}

function SameAs({ entry, after }: { entry: Entry; after: () => void }) {
  const { pane, state, texts } = usePane();
  const { screening } = texts;
  // Only what is of one kind can be one thing.
  const candidates = entry.alike.filter(({ kind }) => kind === entry.kind);
  if (candidates.length === 0) return null;
  const merge = (into: Alike): void =>
    void decideEntries(
      pane,
      [{ kind: entry.kind, id: entry.id, decision: "same", into: into.id }],
      () => screening.entries.merged(entry.name, into.of),
      after,
    );
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <Button
          size="small"
          aria-label={screening.entries.sameAsOf(entry.name)}
          disabledFocusable={state.busy !== null}
        >
          {screening.entries.sameAs}
        </Button>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {candidates.map((into) => (
            <MenuItem
              key={into.id}
              secondaryContent={`${screening.alike[into.reason]} · ${percent(into.score)}`}
              onClick={() => merge(into)}
            >
              {into.account === entry.account ? into.of : `${into.of} · ${into.account}`}
            </MenuItem>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
