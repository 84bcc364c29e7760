/** For administrators: who may come in, and ending it. */
import {
  Button,
  Table,
  TableBody,
  TableCell,
  TableHeader,
  TableHeaderCell,
  TableRow,
} from "@fluentui/react-components";
import { Loaded } from "../Loaded.tsx";
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
  const { pane, state, texts } = usePane();
  const { access } = texts;
  const words = (way: Way): string =>
    way.kind === "account" ? access.account(way.account) : access[way.kind];
  const time = (at: string | null): string => (at === null ? "—" : timeInChina(at));
  const end = async (way: Way): Promise<void> => {
    if (await endWay(pane, way)) resource.reload();
  };
  return (
    <div style={{ overflowX: "auto" }}>
      <Table size="small" aria-label={access.title} style={{ minWidth: "720px" }}>
        <TableHeader>
          <TableRow>
            {[access.who, access.what, access.since, access.lastUsed, access.until].map((header) => (
              <TableHeaderCell key={header}>{header}</TableHeaderCell>
            ))}
            <TableHeaderCell />
          </TableRow>
        </TableHeader>
        <TableBody>
          {ways.map((way) => (
            <TableRow key={`${way.kind} ${way.id}`}>
              <TableCell>
                {`${way.person.name} · ${texts.role[way.person.role]}${way.person.unit ? ` · ${way.person.unit}` : ""}`}
              </TableCell>
              <TableCell>{words(way)}</TableCell>
              <TableCell>{time(way.since)}</TableCell>
              <TableCell>{time(way.lastUsed)}</TableCell>
              <TableCell>{time(way.until)}</TableCell>
              <TableCell>
                <Button
                  size="small"
                  appearance="subtle"
                  disabledFocusable={state.busy !== null}
                  aria-label={access.endThis(words(way), way.person.name)}
                  onClick={() => void end(way)}
                >
                  {access.end}
                </Button>
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </div>
  );
}
