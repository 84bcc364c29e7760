/** A CSV file being looked at, checked and handed out row by row. It runs in a worker; nothing here knows of that. */
import Papa from "papaparse";
import { v5 } from "uuid";
import { issueText, type Language } from "../../../shared/problems.ts";
import { checkReport } from "../../../shared/report/check-report.ts";
import { guardedCell } from "../../../shared/report/csv-guard.ts";
import { readCsvHead } from "../../../shared/report/csv-head.ts";
import { mapHeadings } from "../../../shared/report/csv-mapping.ts";
import { UnclosedQuote } from "../../../shared/report/csv-records.ts";
import { csvSlices } from "../../../shared/report/csv-rows.ts";
import { CSV_SPACE } from "../../../shared/report/row-name.ts";
import { columnOf, type Sheet, sheetOf } from "../../../shared/report/sheets.ts";
import { FAULT_LIST } from "../../../shared/text/csv.ts";
import {
  type CsvCheck,
  type CsvFault,
  type CsvFaultKind,
  type CsvLook,
  type CsvPreview,
  type CsvProgress,
  type CsvRow,
  type CsvSource,
  type CsvSum,
  CsvTrouble,
  type FaultFilter,
  MAX_CSV_ROWS,
} from "./source.ts";

/** Checked at a time: between two slices it can be stopped. */
const SLICE = 1000;

export class CsvFile implements CsvSource {
  readonly #bytes: Uint8Array;
  #stopping = false;
  #sheet: Sheet | null = null;
  #rows: CsvRow[] = [];
  #faults: CsvFault[] = [];

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  async look({ sheet, format, chosen, remembered }: CsvLook): Promise<CsvPreview | null> {
    return telling(() => {
      const head = readCsvHead(this.#bytes, sheetOf(sheet), format, [chosen, remembered]);
      if (!head) return null;
      const { encoding, separator, headings, samples } = head;
      return { encoding, separator, headings: headings.cells, line: headings.line, samples };
    });
  }

  async check(check: CsvCheck, tell: (progress: CsvProgress) => void): Promise<CsvSum | null> {
    const sheet = sheetOf(check.sheet);
    const head = readCsvHead(this.#bytes, sheet, check.format, [check.chosen, check.remembered]);
    this.#stopping = false;
    [this.#sheet, this.#rows, this.#faults] = [sheet, [], []];
    if (!head) return this.#sum(0, 0);
    const mapping = mapHeadings(head.headings.cells, sheet, check.chosen, check.remembered);
    const name = (text: string): string => v5(text, CSV_SPACE);
    const slices = csvSlices(this.#bytes, head, mapping, { ...check, sheet }, SLICE, name, check.known);
    const seen = new Set<string>();
    let [rows, faulty] = [0, 0];
    for (;;) {
      const { value: slice, done } = telling(() => slices.next());
      if (done) break;
      for (const row of checkReport(slice.reading, check, seen)) {
        // A row of which only the identity is left would be a deletion: files of other systems delete nothing.
        if (row.cleared || row.rowId === null) continue;
        const line = slice.lines.get(row.row) ?? row.row + 1;
        rows += 1;
        if (rows > MAX_CSV_ROWS) throw new CsvTrouble("too-many", line);
        if (row.sound) {
          const { rowId, baseRevision, values } = row;
          this.#rows.push({ line, rowId, baseRevision, values });
        } else faulty += 1;
        for (const fault of row.faults) this.#faults.push({ line, fault });
      }
      tell({ done: slice.done, rows, faulty });
      await pause();
      if (this.#stopping) {
        [this.#rows, this.#faults] = [[], []];
        return null;
      }
    }
    return this.#sum(rows, faulty);
  }

  stop(): void {
    this.#stopping = true;
  }

  async rows(from: number, count: number): Promise<readonly CsvRow[]> {
    return this.#rows.slice(from, from + count);
  }

  async faults({ severity, kind }: FaultFilter, count: number) {
    const faults = this.#faults.filter(
      ({ fault }) =>
        (severity === undefined || fault.severity === severity) &&
        (kind === undefined || (fault.column === kind.column && fault.code === kind.code)),
    );
    return { all: faults.length, faults: faults.slice(0, count) };
  }

  async faultList(language: Language): Promise<string> {
    const words = FAULT_LIST[language];
    const rows = this.#faults.map(({ line, fault }) => [
      line,
      this.#sheet && columnOf(this.#sheet, fault.column)?.[language],
      words[fault.severity],
      issueText(fault.code, fault.params, language),
    ]);
    const lines = [words.headings, ...rows].map((line) => line.map(guardedCell));
    const text = Papa.unparse(lines, { newline: "\r\n" });
    // Excel takes a CSV for UTF-8 only where this stands at its beginning.
    return `\ufeff${text}\r\n`;
  }

  close(): void {
    [this.#rows, this.#faults] = [[], []];
  }

  #sum(rows: number, faulty: number): CsvSum {
    const kinds = new Map<string, CsvFaultKind>();
    for (const { fault } of this.#faults) {
      const { column, code, severity } = fault;
      const key = `${column} ${code}`;
      kinds.set(key, { column, code, severity, count: (kinds.get(key)?.count ?? 0) + 1 });
    }
    const of = (wanted: string): number =>
      this.#faults.filter(({ fault: { severity } }) => severity === wanted).length;
    return {
      rows,
      sound: this.#rows.length,
      faulty,
      errors: of("error"),
      warnings: of("warning"),
      kinds: [...kinds.values()].sort((a, b) => b.count - a.count),
    };
  }
}

function telling<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw error instanceof UnclosedQuote ? new CsvTrouble("unclosed", error.line) : error;
  }
}

/** Messages that came meanwhile are read. */
const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
