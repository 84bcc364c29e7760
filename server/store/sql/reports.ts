/** HQ's own words in the monthly report, and reports as they were issued. */
import { type Issued, REPORT_SECTIONS, type ReportSection, type Words } from "../../../shared/sync/months.ts";
import { unpacked } from "../packed.ts";
import {
  type IssuedReport,
  type NewReport,
  numberAfter,
  type Reports,
  type WrittenWords,
} from "../reports-store.ts";
import type { Connection, Engine } from "./connection.ts";
import { noteOn } from "./recorded.ts";
import { type AuthorColumns, authorOf } from "./revision-rows.ts";

interface WordsColumns extends AuthorColumns {
  readonly section: string;
  readonly revision: number;
  readonly text: string;
  readonly at: string;
}

interface IssuedColumns extends AuthorColumns {
  readonly number: string;
  readonly period: string;
  readonly sequence: number;
  readonly issued_at: string;
  readonly cursor: number;
}

interface ReportColumns extends IssuedColumns {
  readonly summary: string;
}

const WORDS = "SELECT section, revision, text, at, author_name, author_unit, author_role FROM report_words";
const ISSUED =
  "SELECT number, period, sequence, issued_at, author_name, author_unit, author_role, cursor FROM issued_reports";
const REPORT = ISSUED.replace("cursor FROM", "cursor, summary FROM");

export class SqlReports implements Reports {
  readonly #engine: Engine;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  words(period: string): Promise<Words[]> {
    return wordsIn(this.#engine.reader, period);
  }

  async revisions(period: string, section: ReportSection): Promise<Words[]> {
    const rows = await this.#engine.reader.all<WordsColumns>(
      `${WORDS} WHERE period = ? AND section = ? ORDER BY revision DESC`,
      [period, section],
    );
    return rows.flatMap(wordsOf);
  }

  write({ period, section, text, baseRevision, at, by }: WrittenWords): Promise<Words | undefined> {
    return this.#engine.write(async (connection) => {
      const latest = await connection.all<WordsColumns>(
        `${WORDS} WHERE period = ? AND section = ? ORDER BY revision DESC LIMIT 1`,
        [period, section],
      );
      const [standing] = latest.flatMap(wordsOf);
      // Also what is sent again because its answer was lost.
      if (standing?.text === text) return standing;
      if ((standing?.revision ?? 0) !== baseRevision) return undefined;
      const revision = baseRevision + 1;
      await connection.run(
        `INSERT INTO report_words (period, section, revision, text, at, author_name, author_unit, author_role)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
        [period, section, revision, text, at, by.name, by.unit, by.role],
      );
      return { section, text, revision, at, by };
    });
  }

  async issued(period: string | null): Promise<Issued[]> {
    const rows = await this.#engine.reader.all<IssuedColumns>(
      `${ISSUED} WHERE period = :period OR :period IS NULL ORDER BY period DESC, sequence DESC`,
      { period },
    );
    return rows.map(issuedOf);
  }

  issue({ period, at, by, cursor, after, summary }: NewReport): Promise<Issued | undefined> {
    return this.#engine.write(async (connection) => {
      const last =
        (await connection.value<number>(
          "SELECT COALESCE(MAX(sequence), 0) FROM issued_reports WHERE period = ?",
          [period],
        )) ?? 0;
      if (after !== last) return undefined;
      const sequence = last + 1;
      const issued: Issued = {
        number: numberAfter(period, last),
        period,
        sequence,
        issuedAt: at,
        by,
        cursor,
      };
      noteOn(connection, { subject: issued.number });
      await connection.run(
        `INSERT INTO issued_reports (number, period, sequence, issued_at, author_name, author_unit, author_role,
           cursor, summary)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        [issued.number, period, sequence, at, by.name, by.unit, by.role, cursor, summary],
      );
      return issued;
    });
  }
}

/** What stands under each section of the month that has words, in no order. */
export async function wordsIn(connection: Connection, period: string): Promise<Words[]> {
  const rows = await connection.all<WordsColumns>(
    `${WORDS} AS w WHERE period = ? AND revision =
       (SELECT MAX(revision) FROM report_words WHERE period = w.period AND section = w.section)`,
    [period],
  );
  return rows.flatMap(wordsOf);
}

/** A report as it was issued. */
export const reportIn = async (connection: Connection, number: string): Promise<IssuedReport | undefined> =>
  reportOf(await connection.get<ReportColumns>(`${REPORT} WHERE number = ?`, [number]));

/** The month's last one. */
export const latestIn = async (connection: Connection, period: string): Promise<IssuedReport | undefined> =>
  reportOf(
    await connection.get<ReportColumns>(`${REPORT} WHERE period = ? ORDER BY sequence DESC LIMIT 1`, [
      period,
    ]),
  );

/** Words under a section that the report no longer has stay in the store, and are not shown. */
function wordsOf(row: WordsColumns): Words[] {
  const section = REPORT_SECTIONS.find((known) => known === row.section);
  if (!section) return [];
  return [{ section, text: row.text, revision: row.revision, at: row.at, by: authorOf(row) }];
}

const issuedOf = (row: IssuedColumns): Issued => ({
  number: row.number,
  period: row.period,
  sequence: row.sequence,
  issuedAt: row.issued_at,
  by: authorOf(row),
  cursor: row.cursor,
});

const reportOf = (row: ReportColumns | undefined): IssuedReport | undefined =>
  row && { issued: issuedOf(row), summary: unpacked(row.summary) };
