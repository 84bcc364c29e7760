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
  check: { margin: "-6px 0 -6px -8px" },
  below: { marginInlineStart: "24px", color: tokens.colorNeutralForeground2 },
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
      id: "name",
      name: screening.name,
      head: true,
      cell: (entry) => (
        <span className={styles.name}>
          <Checkbox
            className={styles.check}
            label={<span className={styles.strong}>{entry.name}</span>}
            checked={chosen(entry)}
            onChange={(_, { checked }) => choose(entry, checked === true)}
          />
          {entry.names.length > 1 && (
            <span className={`${styles.below} ms-font-s`}>
              {entries.otherNames(entry.names.slice(1).join(texts.comma))}
            </span>
          )}
        </span>
      ),
    },
    { id: "kind", name: entries.kind, short: true, cell: ({ kind }) => screening.kind[kind] },
    { id: "account", name: screening.account, cell: ({ account }) => account },
    { id: "who", name: entries.who, cell: ({ units }) => unitNames(units) },
    { id: "rows", name: entries.rows, cell: ({ rows }) => rows },
    {
      id: "first",
      name: entries.first,
      short: true,
      cell: ({ firstAt }) => (firstAt === "" ? null : dayOf(firstAt)),
    },
    {
      id: "alike",
      name: entries.alike,
      cell: ({ alike }) => (alike[0] ? <Likeness alike={alike[0]} /> : null),
    },
    {
      id: "same",
      name: "",
      cell: (entry) => (candidatesFor(entry).length > 0 ? <SameAs entry={entry} after={after} /> : null),
    },
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

/** Only what is of one kind can be one thing. */
const candidatesFor = (entry: Entry): Alike[] => entry.alike.filter(({ kind }) => kind === entry.kind);

function SameAs({ entry, after }: { entry: Entry; after: () => void }) {
  const { pane, state, texts } = usePane();
  const { screening } = texts;
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
          {candidatesFor(entry).map((into) => (
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
