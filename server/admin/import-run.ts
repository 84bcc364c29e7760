/** Many workbooks at once: read ahead in threads, taken in in the order of the files. */
import { statSync } from "node:fs";
import { issueAgain, Problem, type ProblemDocument, problemDocument } from "../../shared/problems.ts";
import type { Author, Channel, Outcome } from "../../shared/sync/protocol.ts";
import type { Store } from "../store/store.ts";
import { tooLarge } from "../intake/intake.ts";
import { FOLDER_THREADS } from "../xlsx/reading-threads.ts";
import { takeInWorkbook, type WorkbookAnswer } from "../intake/workbook.ts";
import type { ReadAhead } from "../intake/folder-reading.ts";
import { readFiledFolder } from "../intake/workbook-file.ts";
import { type Asked, type Recognised, recognise } from "../intake/workbook-recognition.ts";

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
  /** In Chinese. */
  readonly message: string;
  readonly english: string;
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

/** Files that are read together are taken in together, and share a transaction: the disk is waited for once. */
const GROUP_FILES = 32;
/** The first group is small, so that the store has work soon; each is twice the one before. */
const FIRST_GROUP_FILES = 2;
const GROUP_BYTES = 8 * 1024 * 1024;
/** Groups that are held at once: while one is written the next ones are read. */
const GROUPS_AT_ONCE = 4;
/** Larger than a request may be: a folder of attachments is the administrator's own. */
const MOST_BYTES = 32 * 1024 * 1024;

/** @param told of every file as it is finished, with how many are */
export async function importFiles(
  files: readonly string[],
  context: ImportContext,
  told: (report: FileReport, done: number) => void,
): Promise<FileReport[]> {
  const units = new Map<string, Promise<unknown>>();
  const groups: Promise<FileReport[]>[] = [];
  let done = 0;
  let before: Promise<unknown> = Promise.resolve();
  for (const group of groupsOf(files)) {
    await groups.at(-GROUPS_AT_ONCE);
    const readings = readAll(group, context);
    const allBefore = before;
    before = Promise.allSettled([allBefore, ...readings]);
    const turn = before;
    const taken = Promise.all(
      group.map(async (file, i) => {
        const report = await settled(file, async () => {
          await turn;
          const read = await readings[i];
          if (!read) throw new RangeError(`no reading of ${file}`);
          // One unit's files follow each other, in the order of the files.
          const { unit } = read.recognised;
          const taking = (units.get(unit) ?? Promise.resolve()).then(() => takeOne(file, read, context));
          const over = taking.then(
            () => undefined,
            () => undefined,
          );
          units.set(unit, over);
          return taking;
        });
        told(report, (done += 1));
        return report;
      }),
    );
    // Awaited further down; until then nobody hears it fail.
    taken.catch(() => undefined);
    groups.push(taken);
  }
  return (await Promise.all(groups)).flat();
}

/** In their order; a large file is a group of its own. */
function groupsOf(files: readonly string[]): string[][] {
  const groups: string[][] = [];
  let bytes = Infinity;
  for (const file of files) {
    const size = sizeOf(file);
    const last = groups.at(-1);
    if (
      last &&
      last.length < Math.min(GROUP_FILES, FIRST_GROUP_FILES * 2 ** (groups.length - 1)) &&
      bytes + size <= GROUP_BYTES
    ) {
      last.push(file);
      bytes += size;
    } else {
      groups.push([file]);
      bytes = size;
    }
  }
  return groups;
}

interface Read extends Pick<ReadAhead, "content" | "asNew"> {
  readonly recognised: Recognised;
}

/** What a thread is told of it: plain data. */
const askedIn = ({ unit, period, confirmed }: ImportContext): Asked => ({ unit, period, confirmed });

/** In as many parts as there are threads, so that each has its share while a transaction is written. */
function readAll(files: readonly string[], context: ImportContext): Promise<Read>[] {
  const share = Math.ceil(files.length / FOLDER_THREADS);
  const parts: Promise<Read>[] = [];
  for (let from = 0; from < files.length; from += share) {
    parts.push(...readTogether(files.slice(from, from + share), context));
  }
  return parts;
}

function readTogether(files: readonly string[], context: ImportContext): Promise<Read>[] {
  const { person, channel, period, password, confirmed } = context;
  const months = period === undefined ? {} : { [confirmed ? "instead" : "period"]: period };
  const isTaken = (file: string): boolean => sizeOf(file) <= MOST_BYTES;
  const options = { ...months, ...(password !== undefined && { password }) };
  const readings = readFiledFolder(
    files.filter(isTaken),
    options,
    { asked: askedIn(context), person, channel },
    "zh",
  );
  return files.map(async (file) => {
    const reading = isTaken(file) ? readings.shift() : undefined;
    if (!reading) throw tooLarge();
    const { reading: found, ...read } = await reading;
    return { ...read, recognised: recognise(found, context, person) };
  });
}

async function takeOne(
  file: string,
  { content, asNew, recognised: { reading, ...found } }: Read,
  { store, person, clock, channel, dryRun }: ImportContext,
): Promise<TakenFile> {
  const sender = { person, language: "zh", at: clock() } as const;
  const filed = { ...found, channel, dryRun };
  const answer = await takeInWorkbook(store, sender, content, reading, filed, asNew);
  const { unit, period, template, submissionId, counts, sheets, missing } = answer;
  const names = new Map(sheets.map(({ sheet, name }) => [sheet, name]));
  const faults = answer.outcomes.flatMap(({ sheet, issues }) =>
    issues.map((issue): ImportFault => ({
      sheet: names.get(sheet) ?? sheet,
      ...issue,
      english: issueAgain(issue.code, issue.message, "zh", "en"),
    })),
  );
  return { file, taken: true, unit, period, template, submissionId, counts, faults, sheets, missing };
}

async function settled(file: string, work: () => Promise<TakenFile>): Promise<FileReport> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return {
      file,
      taken: false,
      problem: { zh: problemDocument(error, "zh"), en: problemDocument(error, "en") },
    };
  }
}

/** Nothing where the file is gone: whoever reads it will say so. */
const sizeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0;
