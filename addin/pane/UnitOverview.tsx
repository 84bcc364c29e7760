/** A unit's first screen in the browser: the month, its files, and what it has reported. */
import {
  Badge,
  Link,
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
import { useRoute } from "./use-route.ts";
import { sheetName, timeInChina } from "./wording.ts";

const useStyles = makeStyles({
  flat: { margin: 0 },
  line: { margin: 0, display: "flex", flexWrap: "wrap", alignItems: "center", gap: "8px" },
});

export function UnitOverview() {
  const styles = useStyles();
  const { texts } = usePane();
  return (
    <>
      <p className={`${styles.flat} ms-font-m`}>{texts.desk.hint}</p>
      <Filed />
      <Reported />
      <Section title={texts.browser.files}>
        <FileLinks hq={false} />
      </Section>
    </>
  );
}

/** Whether the unit has filed in time, and which of its accounts it has not reviewed yet (R5). */
function Filed() {
  const styles = useStyles();
  const { pane, state, texts } = usePane();
  const { go } = useRoute();
  const { unit, period } = state;
  const month = useResource(`completeness ${period}`, (signal) =>
    pane.surroundings.service.completeness(period, signal),
  );
  return (
    <Section title={`${texts.desk.screens.completeness} · ${period}`}>
      <Loaded resource={month}>
        {({ units }) => {
          const own = units.find(({ unit: code }) => code === unit?.code);
          if (!own) return null;
          return (
            <p className={`${styles.line} ms-font-m`}>
              <Badge appearance="tint" color={FILED_COLORS[own.state]}>
                {texts.months.state[own.state]}
              </Badge>
              {own.firstAt !== null && timeInChina(own.firstAt)}
              {own.unreviewed.length > 0 && (
                <Link as="button" onClick={() => go("completeness")}>
                  {texts.quiet.hint(own.unreviewed.length)}
                </Link>
              )}
            </p>
          );
        }}
      </Loaded>
    </Section>
  );
}

const FILED_COLORS = { missing: "danger", late: "warning", "on-time": "success" } as const;

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
