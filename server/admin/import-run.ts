/** Many workbooks at once: read ahead in threads, taken in in the order of the files. */
import { statSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { Problem, type ProblemDocument, problemDocument } from "../../shared/problems.ts";
import type { Author, Channel, Outcome } from "../../shared/sync/protocol.ts";
import type { Store } from "../store/store.ts";
import { tooLarge } from "../intake/intake.ts";
import { takeInWorkbook, type WorkbookAnswer } from "../intake/workbook.ts";
import { readFiled } from "../intake/workbook-file.ts";
import { type Recognised, recognise } from "../intake/workbook-recognition.ts";

export interface ImportContext {
  readonly store: Store;
  readonly person: Author;
  /** Milliseconds. */
  readonly clock: () => number;
  readonly unit?: string | undefined;
  readonly period?: string | undefined;
  readonly channel: Channel;
  readonly password?: string | undefined;
  readonly confirmed: boolean;
  readonly dryRun: boolean;
}

export interface ImportFault {
  readonly sheet: string;
  readonly address: string;
  readonly column: string;
  readonly code: string;
  readonly severity: "error" | "warning";
  readonly message: string;
}

export interface TakenFile {
  readonly file: string;
  readonly taken: true;
  readonly unit: string;
  readonly period: string;
  readonly template: number | null;
  readonly submissionId: string;
  readonly counts: Readonly<Record<Outcome, number>>;
  readonly faults: readonly ImportFault[];
  readonly sheets: WorkbookAnswer["sheets"];
  readonly missing: WorkbookAnswer["missing"];
}

export interface RefusedFile {
  readonly file: string;
  readonly taken: false;
  /** In Chinese and in English. */
  readonly problem: { readonly zh: ProblemDocument; readonly en: ProblemDocument };
}

export type FileReport = TakenFile | RefusedFile;

/** Bytes of files that are held at once: enough to keep the threads reading while a transaction is written. */
const HELD_BYTES = 32 * 1024 * 1024;
/** Larger than a request may be: a folder of attachments is the administrator's own. */
const MOST_BYTES = 32 * 1024 * 1024;

/** @param told of every file as it is finished, with how many are */
export async function importFiles(
  files: readonly string[],
  context: ImportContext,
  told: (report: FileReport, done: number) => void,
): Promise<FileReport[]> {
  const reports: FileReport[] = [];
  const room = new Room(HELD_BYTES);
  const units = new Map<string, Promise<unknown>>();
  let done = 0;
  let allBeforeRead: Promise<unknown> = Promise.resolve();
  await Promise.all(
    files.map((file, index) =>
      room.run(file, async () => {
        const reading = readOne(file, context);
        const before = allBeforeRead;
        allBeforeRead = before.then(() => reading.catch(() => undefined));
        const report = await settled(file, async () => {
          const read = await reading;
          await before;
          // One unit's files follow each other; different units' go together, and share a transaction.
          const { unit } = read.recognised;
          const taking = (units.get(unit) ?? Promise.resolve()).then(() => takeOne(file, read, context));
          units.set(
            unit,
            taking.catch(() => undefined),
          );
          return taking;
        });
        reports[index] = report;
        told(report, (done += 1));
      }),
    ),
  );
  return reports;
}

interface Read {
  readonly bytes: Uint8Array;
  readonly recognised: Recognised;
}

async function readOne(file: string, context: ImportContext): Promise<Read> {
  const { person, period, password, confirmed } = context;
  if (statSync(file).size > MOST_BYTES) throw tooLarge();
  const bytes = await readFile(file);
  const months = period === undefined ? {} : { [confirmed ? "instead" : "period"]: period };
  const reading = await readFiled(bytes, { ...months, ...(password !== undefined && { password }) }, "zh");
  return { bytes, recognised: recognise(reading, context, person) };
}

async function takeOne(
  file: string,
  { bytes, recognised: { reading, ...found } }: Read,
  { store, person, clock, channel, dryRun }: ImportContext,
): Promise<TakenFile> {
  const sender = { person, language: "zh", at: clock() } as const;
  const answer = await takeInWorkbook(store, sender, bytes, reading, { ...found, channel, dryRun });
  const { unit, period, template, submissionId, counts, sheets, missing } = answer;
  const names = new Map(sheets.map(({ sheet, name }) => [sheet, name]));
  const faults = answer.outcomes.flatMap(({ sheet, issues }) =>
    issues.map((issue): ImportFault => ({ sheet: names.get(sheet) ?? sheet, ...issue })),
  );
  return { file, taken: true, unit, period, template, submissionId, counts, faults, sheets, missing };
}

async function settled(file: string, work: () => Promise<TakenFile>): Promise<FileReport> {
  try {
    return await work();
  } catch (error) {
    const problem = error instanceof Problem ? error : unopened(error);
    if (!problem) throw error;
    return {
      file,
      taken: false,
      problem: { zh: problemDocument(problem, "zh"), en: problemDocument(problem, "en") },
    };
  }
}

/** A file that the system does not let us read. */
function unopened(error: unknown): Problem | undefined {
  if (!(error instanceof Error) || !("code" in error)) return undefined;
  return /^E[A-Z]+$/.test(String(error.code))
    ? new Problem("file_unreadable", { detail: String(error.code) })
    : undefined;
}

/** Work on so many bytes of files at a time, in the order in which they came; one file has always room. */
class Room {
  readonly #waiting: { readonly bytes: number; readonly enter: () => void }[] = [];
  readonly #most: number;
  #taken = 0;

  constructor(most: number) {
    this.#most = most;
  }

  async run<T>(file: string, work: () => Promise<T>): Promise<T> {
    const bytes = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
    await new Promise<void>((enter) => {
      this.#waiting.push({ bytes, enter });
      this.#letIn();
    });
    try {
      return await work();
    } finally {
      this.#taken -= bytes;
      this.#letIn();
    }
  }

  #letIn(): void {
    for (let next = this.#waiting[0]; next; next = this.#waiting[0]) {
      if (this.#taken > 0 && this.#taken + next.bytes > this.#most) return;
      this.#waiting.shift();
      this.#taken += next.bytes;
      next.enter();
    }
  }
}
