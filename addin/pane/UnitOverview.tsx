/** A unit's first screen in the browser: the month, its files, and what it has reported. */
import {
  makeStyles,
  Table,
  TableBody,
  TableCell,
  TableHeader,
  TableHeaderCell,
  TableRow,
} from "@fluentui/react-components";
import { SHEETS } from "../../shared/report/sheets.ts";
import type { Revision } from "../../shared/sync/protocol.ts";
import { readFeed } from "../sync/pull.ts";
import { latestOf } from "../sync/replica.ts";
import { FileLinks } from "./FileLinks.tsx";
import { Loaded } from "./Loaded.tsx";
import { Section } from "./Section.tsx";
import { usePane } from "./use-pane.ts";
import { useResource } from "./use-resource.ts";
import { sheetName, timeInChina } from "./wording.ts";

const useStyles = makeStyles({ flat: { margin: 0 } });

export function UnitOverview() {
  const styles = useStyles();
  const { texts } = usePane();
  return (
    <>
      <p className={`${styles.flat} ms-font-m`}>{texts.desk.hint}</p>
      <Section title={texts.browser.files}>
        <FileLinks hq={false} />
      </Section>
      <Reported />
    </>
  );
}

/** What stands of the unit at the service for the month, sheet by sheet. */
function Reported() {
  const styles = useStyles();
  const { pane, state, texts } = usePane();
  const { unit, period } = state;
  const rows = useResource(`reported ${unit?.code} ${period}`, async (signal) => {
    const all: Revision[] = [];
    await readFeed(
      (query) => pane.surroundings.service.feed(query),
      { since: 0, unit: unit?.code },
      (page) => void all.push(...page),
      () => signal.aborted,
    );
    return latestOf(all).filter((row) => !row.deleted && (row.period === null || row.period === period));
  });
  return (
    <Section title={texts.desk.reported(period)}>
      <Loaded resource={rows}>
        {(value) =>
          value.length === 0 ? (
            <p className={`${styles.flat} ms-font-m`}>{texts.desk.reportedNone}</p>
          ) : (
            <Table size="small" aria-label={texts.desk.reported(period)}>
              <TableHeader>
                <TableRow>
                  <TableHeaderCell>{texts.desk.sheet}</TableHeaderCell>
                  <TableHeaderCell>{texts.desk.count}</TableHeaderCell>
                  <TableHeaderCell>{texts.desk.last}</TableHeaderCell>
                </TableRow>
              </TableHeader>
              <TableBody>
                {SHEETS.map(({ key }) => {
                  const own = value.filter(({ sheet }) => sheet === key);
                  return (
                    <TableRow key={key}>
                      <TableCell>{sheetName(key, texts)}</TableCell>
                      <TableCell>{own.length}</TableCell>
                      <TableCell>{lastOf(own)}</TableCell>
                    </TableRow>
                  );
                })}
              </TableBody>
            </Table>
          )
        }
      </Loaded>
    </Section>
  );
}

function lastOf(rows: readonly Revision[]): string {
  const last = rows
    .map(({ at }) => at)
    .sort()
    .at(-1);
  return last === undefined ? "–" : timeInChina(last);
}
