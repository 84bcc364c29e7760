/** For administrators: who may come in, and ending it. */
import { Button } from "@fluentui/react-components";
import { Loaded } from "../Loaded.tsx";
import { type RowColumn, Rows } from "../Rows.tsx";
import { Section } from "../Section.tsx";
import { type Way, endWay, waysIn } from "../tasks/access.ts";
import { usePane } from "../use-pane.ts";
import { type Resource, useResource } from "../use-resource.ts";
import { timeInChina } from "../wording.ts";

/** `round` is another number whenever somebody has been let in meanwhile. */
export function Access({ round }: { readonly round: number }) {
  const { pane, texts } = usePane();
  const ways = useResource(`ways-in ${round}`, (signal) =>
    waysIn(pane.surroundings.service, pane.surroundings.now(), signal),
  );
  return (
    <Section title={texts.access.title}>
      <Loaded resource={ways}>{(all) => <WayList ways={all} resource={ways} />}</Loaded>
    </Section>
  );
}

function WayList({ ways, resource }: { ways: readonly Way[]; resource: Resource<readonly Way[]> }) {
  const { access } = usePane().texts;
  const columns = useWayColumns(() => resource.reload());
  return (
    <Rows label={access.title} columns={columns} rows={ways} keyOf={({ kind, id }) => `${kind} ${id}`} />
  );
}

function useWayColumns(onEnded: () => void): RowColumn<Way>[] {
  const { pane, state, texts } = usePane();
  const { access } = texts;
  const words = (way: Way): string =>
    way.kind === "account" ? access.account(way.account) : access[way.kind];
  const time = (at: string | null): string => (at === null ? "—" : timeInChina(at));
  const end = async (way: Way): Promise<void> => {
    if (await endWay(pane, way)) onEnded();
  };
  return [
    {
      id: "who",
      name: access.who,
      cell: ({ person: { name, role, unit } }) =>
        [name, texts.role[role], ...(unit === null ? [] : [unit])].join(" · "),
    },
    {
      id: "what",
      name: access.what,
      cell: (way) => <span style={{ overflowWrap: "anywhere" }}>{words(way)}</span>,
    },
    { id: "since", name: access.since, short: true, cell: ({ since }) => time(since) },
    { id: "used", name: access.lastUsed, short: true, cell: ({ lastUsed }) => time(lastUsed) },
    { id: "until", name: access.until, short: true, cell: ({ until }) => time(until) },
    {
      id: "acts",
      name: "",
      cell: (way) => (
        <Button
          size="small"
          disabledFocusable={state.busy !== null}
          aria-label={access.endThis(words(way), way.person.name)}
          onClick={() => void end(way)}
        >
          {access.end}
        </Button>
      ),
    },
  ];
}
