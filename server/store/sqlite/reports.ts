/** HQ's own words in the monthly report, and reports as they were issued. */
import type { Database } from "better-sqlite3";
import { type Issued, REPORT_SECTIONS, type ReportSection, type Words } from "../../../shared/sync/months.ts";
import type { IssuedReport, NewReport, Reports, WrittenWords } from "../reports-store.ts";
import { type AuthorColumns, authorOf } from "./revision-rows.ts";
import type { WriteQueue } from "./write-queue.ts";

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

export class SqliteReports implements Reports {
  readonly #queue: WriteQueue;
  readonly #words;
  readonly #revisions;
  readonly #standing;
  readonly #addWords;
  readonly #issued;
  readonly #report;
  readonly #latest;
  readonly #lastSequence;
  readonly #addReport;

  constructor(reader: Database, writer: Database, queue: WriteQueue) {
    this.#queue = queue;
    this.#words = reader.prepare<[string], WordsColumns>(
      `${WORDS} AS w WHERE period = ? AND revision =
         (SELECT MAX(revision) FROM report_words WHERE period = w.period AND section = w.section)`,
    );
    this.#revisions = reader.prepare<[string, string], WordsColumns>(
      `${WORDS} WHERE period = ? AND section = ? ORDER BY revision DESC`,
    );
    this.#standing = writer.prepare<[string, string], WordsColumns>(
      `${WORDS} WHERE period = ? AND section = ? ORDER BY revision DESC LIMIT 1`,
    );
    this.#addWords = writer.prepare<
      [string, string, number, string, string, string, string | null, string],
      WordsColumns
    >(
      `INSERT INTO report_words (period, section, revision, text, at, author_name, author_unit, author_role)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    this.#issued = reader.prepare<[string | null, string | null], IssuedColumns>(
      `${ISSUED} WHERE ? IS NULL OR period = ? ORDER BY period DESC, sequence DESC`,
    );
    this.#report = reader.prepare<[string], ReportColumns>(`${REPORT} WHERE number = ?`);
    this.#latest = reader.prepare<[string], ReportColumns>(
      `${REPORT} WHERE period = ? ORDER BY sequence DESC LIMIT 1`,
    );
    this.#lastSequence = writer
      .prepare<[string], number>("SELECT COALESCE(MAX(sequence), 0) FROM issued_reports WHERE period = ?")
      .pluck();
    this.#addReport = writer.prepare<
      [string, string, number, string, string, string | null, string, number, string]
    >(
      `INSERT INTO issued_reports (number, period, sequence, issued_at, author_name, author_unit, author_role,
         cursor, summary)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
  }

  async words(period: string): Promise<Words[]> {
    return this.#words.all(period).flatMap(wordsOf);
  }

  async revisions(period: string, section: ReportSection): Promise<Words[]> {
    return this.#revisions.all(period, section).flatMap(wordsOf);
  }

  write({ period, section, text, baseRevision, at, by }: WrittenWords): Promise<Words | undefined> {
    return this.#queue.add(async () => {
      const [standing] = this.#standing.all(period, section).flatMap(wordsOf);
      // Also what is sent again because its answer was lost.
      if (standing?.text === text) return standing;
      if ((standing?.revision ?? 0) !== baseRevision) return undefined;
      const revision = baseRevision + 1;
      this.#addWords.run(period, section, revision, text, at, by.name, by.unit, by.role);
      return { section, text, revision, at, by };
    });
  }

  async issued(period: string | null): Promise<Issued[]> {
    return this.#issued.all(period, period).map(issuedOf);
  }

  async report(number: string): Promise<IssuedReport | undefined> {
    return reportOf(this.#report.get(number));
  }

  async latest(period: string): Promise<IssuedReport | undefined> {
    return reportOf(this.#latest.get(period));
  }

  issue({ period, at, by, cursor, after, summary }: NewReport): Promise<Issued | undefined> {
    return this.#queue.add(async () => {
      const last = this.#lastSequence.get(period) ?? 0;
      if (after !== null && after !== last) return undefined;
      const sequence = last + 1;
      const issued: Issued = {
        number: `${period}-${sequence}`,
        period,
        sequence,
        issuedAt: at,
        by,
        cursor,
      };
      this.#addReport.run(
        issued.number,
        period,
        sequence,
        at,
        by.name,
        by.unit,
        by.role,
        cursor,
        summary(issued),
      );
      return issued;
    });
  }
}

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
  row && { issued: issuedOf(row), summary: row.summary };
