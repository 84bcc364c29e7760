/** Pairs that may be one thing, side by side. */
import { Badge, Button, makeStyles, Radio, RadioGroup, Select, tokens } from "@fluentui/react-components";
import { type RefObject, useId, useRef, useState } from "react";
import { ENTRY_KINDS, type EntryKind, type Match } from "../../../shared/sync/screening.ts";
import type { EntryWord } from "../../sync/screening.ts";
import { stacked } from "../lists.ts";
import { Loaded } from "../Loaded.tsx";
import { decideEntries } from "../tasks/entries.ts";
import { usePane } from "../use-pane.ts";
import { useResource } from "../use-resource.ts";
import { dayOf, percent } from "../wording.ts";
import { registerState } from "./register-state.ts";
import { RegisterBadge } from "./StateBadge.tsx";
import { useUnitNames } from "./use-unit-names.ts";

const useStyles = makeStyles({
  flat: { margin: 0 },
  head: { display: "flex", flexWrap: "wrap", alignItems: "center", gap: "8px 12px", outlineStyle: "none" },
  list: stacked("12px"),
  pair: {
    display: "flex",
    flexDirection: "column",
    rowGap: "12px",
    padding: "12px 16px",
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
  },
  sides: { display: "grid", gridTemplateColumns: "repeat(auto-fit, minmax(240px, 1fr))", gap: "12px" },
  side: { display: "flex", flexDirection: "column", rowGap: "4px" },
  name: { fontWeight: tokens.fontWeightSemibold },
  aside: { color: tokens.colorNeutralForeground2 },
  stays: { marginInlineStart: "-8px" },
  buttons: { display: "flex", flexWrap: "wrap", gap: "8px" },
});

type Side = Match["from"];

export function Matches() {
  const styles = useStyles();
  const { pane, texts } = usePane();
  const { screening } = texts;
  const [kind, setKind] = useState<EntryKind | "all">("all");
  const matches = useResource(`matches ${kind}`, (signal) =>
    pane.surroundings.service.matches(kind === "all" ? {} : { kind }, signal),
  );
  const head = useRef<HTMLDivElement>(null);
  return (
    <Loaded resource={matches}>
      {(pairs) => (
        <>
          <div ref={head} tabIndex={-1} className={styles.head}>
            <Select
              aria-label={screening.entries.kind}
              value={kind}
              onChange={(_, { value }) => setKind(ENTRY_KINDS.find((known) => known === value) ?? "all")}
            >
              <option value="all">{screening.all}</option>
              {ENTRY_KINDS.map((known) => (
                <option key={known} value={known}>
                  {screening.kind[known]}
                </option>
              ))}
            </Select>
            <span className="ms-font-m" role="status">
              {pairs.length === 0 ? screening.matches.nothing : screening.matches.left(pairs.length)}
            </span>
          </div>
          <ul className={styles.list} aria-label={screening.matches.duplicates}>
            {pairs.map((match) => (
              <Pair
                key={keyOf(match)}
                match={match}
                head={head}
                gone={() => matches.amend((all) => all.filter((each) => keyOf(each) !== keyOf(match)))}
                reload={() => matches.reload()}
              />
            ))}
          </ul>
        </>
      )}
    </Loaded>
  );
}

interface PairProps {
  readonly match: Match;
  /** Where the keyboard goes when the last pair is decided. */
  readonly head: RefObject<HTMLDivElement | null>;
  readonly gone: () => void;
  readonly reload: () => void;
}

function Pair({ match, head, gone, reload }: PairProps) {
  const styles = useStyles();
  const { pane, state, texts } = usePane();
  const { screening } = texts;
  const { kind, from, into, score, reason } = match;
  const [stays, setStays] = useState(into.id);
  const id = useId();
  const item = useRef<HTMLLIElement>(null);
  const kept = stays === into.id ? into : from;
  const other = kept === into ? from : into;

  const decide = async (word: Pick<EntryWord, "decision">, text: string): Promise<void> => {
    const sibling = item.current?.nextElementSibling ?? item.current?.previousElementSibling;
    let carriedOut = false;
    const words = [{ kind, id: other.id, into: kept.id, ...word }];
    const after = (): void => {
      carriedOut = true;
      reload();
    };
    await decideEntries(pane, words, () => text, after);
    if (!carriedOut || pane.state.trouble) return;
    gone();
    const next = sibling?.querySelector("button");
    (next ?? head.current)?.focus();
  };

  return (
    <li ref={item} className={styles.pair} aria-label={screening.matches.pair(from.name, into.name)}>
      <div className={styles.head}>
        <Badge appearance="outline">{screening.kind[kind]}</Badge>
        <span className={`${styles.aside} ms-font-s`}>
          {`${screening.alike[reason]} · ${screening.score(percent(score))}`}
        </span>
      </div>
      <RadioGroup
        className={styles.sides}
        aria-label={screening.matches.stays}
        value={String(stays)}
        onChange={(_, { value }) => setStays(Number(value))}
      >
        {[into, from].map((side) => (
          <SideOf key={side.id} side={side} describedBy={`${id} ${side.id}`} />
        ))}
      </RadioGroup>
      <div className={styles.buttons}>
        <Button
          appearance="primary"
          disabledFocusable={state.busy !== null}
          onClick={() => void decide({ decision: "same" }, screening.matches.merged(other.name, kept.name))}
        >
          {screening.matches.same}
        </Button>
        <Button
          disabledFocusable={state.busy !== null}
          onClick={() =>
            void decide({ decision: "apart" }, screening.matches.keptApart(other.name, kept.name))
          }
        >
          {screening.matches.apart}
        </Button>
      </div>
    </li>
  );
}

function SideOf({ side, describedBy }: { side: Side; describedBy: string }) {
  const styles = useStyles();
  const { texts } = usePane();
  const unitNames = useUnitNames();
  const { screening } = texts;
  const known = registerState(side.state);
  return (
    <div className={styles.side}>
      <Radio
        className={styles.stays}
        value={String(side.id)}
        aria-describedby={describedBy}
        label={<span className={styles.name}>{side.name}</span>}
      />
      <span id={describedBy} className={`${styles.side} ms-font-s`}>
        <span className={styles.head}>
          {side.kind === "account" ? null : side.account}
          {known && <RegisterBadge state={known} />}
        </span>
        {side.names.length > 1 && (
          <span>{screening.entries.otherNames(side.names.slice(1).join(texts.comma))}</span>
        )}
        {side.units.length > 0 && <span>{screening.units(unitNames(side.units))}</span>}
        <span className={styles.aside}>
          {[
            screening.matches.rows(side.rows),
            // The policy's own accounts were there before anybody told of them.
            ...(side.firstAt === "" ? [] : [`${screening.entries.first} ${dayOf(side.firstAt)}`]),
          ].join(" · ")}
        </span>
      </span>
    </div>
  );
}

const keyOf = ({ kind, from, into }: Match): string => `${kind} ${from.id} ${into.id}`;
