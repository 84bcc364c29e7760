/** What each kind of copy says, from what the store knows when it is sent. */
import { clockInChina, periodInChinese } from "../../shared/report/dates.ts";
import { CHANNEL_NAMES } from "../../shared/text/master.ts";
import { MAIL } from "../../shared/text/mail.ts";
import type { Standing } from "../report/made.ts";
import { made } from "../report/made-in-thread.ts";
import type { ReportedRow, StoredCopy, StoredReport, Told } from "../store/copies-store.ts";
import type { StorePlace } from "../store/open-snapshot.ts";
import type { Store } from "../store/store.ts";
import type { MailContent } from "./content.ts";
import { changeOf, tablesOf } from "./rows.ts";
import { minuteInChinese } from "./subject.ts";

/** What letters are made from. */
export interface LetterSources {
  readonly store: Store;
  /** Of the same store, for a thread. */
  readonly place: StorePlace;
}

export interface Letter {
  readonly content: MailContent;
  /** Rows of which the mail shows the first only: they go with it as a file. */
  readonly attached: StoredReport | null;
}

/** Undefined where what the copy is about is no longer there. */
export async function letterOf(
  { store, place }: LetterSources,
  copy: StoredCopy,
  link: string | null,
): Promise<Letter | undefined> {
  const { told } = copy;
  switch (told.kind) {
    case "submission":
    case "urgent": {
      const report = copy.submissionId === null ? undefined : await store.copies.report(copy.submissionId);
      if (!report) return undefined;
      return told.kind === "submission"
        ? submissionLetter(report, link)
        : { content: urgentContent(report, told, link), attached: null };
    }
    case "reminder":
      return { content: await reminderContent(place, copy, told, link), attached: null };
    case "decision":
      return { content: decisionContent(copy, told, link), attached: null };
  }
}

function submissionLetter(report: StoredReport, link: string | null): Letter {
  const { unitName, period, rows } = report;
  const tables = tablesOf(rows);
  return {
    content: {
      title: MAIL.title.submission(unitName, periodInChinese(period)),
      facts: [...factsOf(report), [MAIL.fact.changes, changesOf(rows)]],
      paragraphs: [],
      tables,
      closing: [],
      link,
    },
    attached: tables.some(({ left }) => left > 0) ? report : null,
  };
}

function urgentContent(
  report: StoredReport,
  { events }: Extract<Told, { kind: "urgent" }>,
  link: string | null,
): MailContent {
  const raised = new Set(events.map(({ rowId }) => rowId));
  const rows = report.rows.filter(({ rowId }) => raised.has(rowId));
  return {
    title: MAIL.title.urgent(report.unitName),
    facts: factsOf(report),
    paragraphs: [MAIL.urgent],
    // All of them: they are the reason for this mail.
    tables: tablesOf(rows, rows.length),
    closing: [],
    link,
  };
}

const factsOf = ({
  unitName,
  period,
  author,
  channel,
  receivedAt,
  told,
}: StoredReport): [string, string][] => [
  [MAIL.fact.unit, unitName],
  [MAIL.fact.month, periodInChinese(period)],
  [MAIL.fact.by, author.unit === null ? MAIL.onBehalf(author.name) : MAIL.by(author.name, author.role)],
  [MAIL.fact.channel, CHANNEL_NAMES[channel] ?? channel],
  ...(told
    ? [[MAIL.fact.told, MAIL.told(told.by, minuteInChinese(told.at))] satisfies [string, string]]
    : []),
  [MAIL.fact.at, clockInChina(receivedAt)],
];

function changesOf(rows: readonly ReportedRow[]): string {
  const count = (wanted: (row: ReportedRow) => boolean): number => rows.filter(wanted).length;
  return MAIL.changes(
    count((row) => ["created", "restored"].includes(changeOf(row))),
    count((row) => changeOf(row) === "updated"),
    count((row) => changeOf(row) === "deleted"),
    count(({ late }) => late),
  );
}

/** Accounts that a reminder names. */
const MOST_ACCOUNTS = 60;

/** Of a unit that reports no longer. */
const NOTHING_KNOWN: Standing = { filed: false, unreviewed: 0, named: [] };

async function reminderContent(
  place: StorePlace,
  { unit, unitName, period }: StoredCopy,
  { deadline }: Extract<Told, { kind: "reminder" }>,
  link: string | null,
): Promise<MailContent> {
  const month = periodInChinese(period ?? "");
  const asked = { period: period ?? "", unit, most: MOST_ACCOUNTS };
  const { filed, unreviewed, named } = (await made(place, "standing", asked)) ?? NOTHING_KNOWN;
  const more = unreviewed > named.length ? [MAIL.reminder.more(unreviewed)] : [];
  return {
    title: MAIL.title.reminder(unitName, month),
    facts: [
      [MAIL.fact.unit, unitName],
      [MAIL.fact.month, month],
      [MAIL.fact.deadline, minuteInChinese(deadline)],
      [MAIL.fact.filed, filed ? MAIL.reminder.isFiled : MAIL.reminder.notFiled],
    ],
    paragraphs: [
      MAIL.greeting,
      filed ? MAIL.reminder.filed(month) : MAIL.reminder.missing(month),
      unreviewed > 0 ? MAIL.reminder.unreviewed(unreviewed) : MAIL.reminder.complete,
    ],
    tables:
      named.length === 0
        ? []
        : [
            {
              heading: MAIL.reminder.accounts,
              columns: [MAIL.fact.account, MAIL.reminder.rating],
              rows: named.map(({ account, rating }) => [
                { text: account },
                { text: rating === null ? "" : String(rating) },
              ]),
              left: 0,
            },
          ],
    closing: named.length === 0 ? [] : [...more, MAIL.reminder.quiet],
    link,
  };
}

function decisionContent(
  { unitName }: StoredCopy,
  { account, registered, decision, reason, by }: Extract<Told, { kind: "decision" }>,
  link: string | null,
): MailContent {
  return {
    title: MAIL.title.decision(account),
    facts: [
      [MAIL.fact.unit, unitName],
      [MAIL.fact.account, account],
      ...(registered === null ? [] : [[MAIL.fact.registered, registered] as const]),
      [MAIL.fact.decision, MAIL.decision[decision]],
      ...(reason === "" ? [] : [[MAIL.fact.reason, reason] as const]),
      [MAIL.fact.decidedBy, `${MAIL.hq} ${by}`],
    ],
    paragraphs: [MAIL.decided[decision]],
    tables: [],
    closing: [],
    link,
  };
}
