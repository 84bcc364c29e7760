/** 上传: files that were dragged in, each checked and then accepted, at most two under way. */
import { MAX_BYTES } from "../../../shared/sync/protocol.ts";
import type { Service } from "../../sync/service.ts";
import { ServiceProblem } from "../../sync/trouble.ts";
import type { Uploaded } from "../../sync/uploads.ts";

export const MOST_FILES = 50;
const MOST_AT_ONCE = 2;

export type UploadStage =
  "waiting" | "checking" | "checked" | "accepting" | "accepted" | "failed" | "refused" | "stopped" | "csv";

export interface UploadFile {
  readonly id: number;
  readonly file: File;
  readonly stage: UploadStage;
  /** What the service said last. */
  readonly answer: Uploaded | null;
  /** Why it could not be read; with `refused` there is none but its kind. */
  readonly cause: unknown;
  /** Chosen here; undefined: as the workbook says. */
  readonly unit?: string | undefined;
  readonly period?: string | undefined;
  readonly password?: string | undefined;
}

export type Refusal = "old" | "other" | "large";

/** What is refused before it is sent; null where it may be sent. */
export function refusalOf({ name, size }: { readonly name: string; readonly size: number }): Refusal | null {
  const extension = extensionOf(name);
  if (/^\.(xls|et|ett|xlt|xlsb|ods)$/.test(extension)) return "old";
  if (isCsv(name)) return null;
  if (!/^\.(xlsx|xlsm)$/.test(extension)) return "other";
  return size > MAX_BYTES ? "large" : null;
}

export const extensionOf = (name: string): string => /\.[^.]+$/.exec(name)?.[0].toLowerCase() ?? "";

export const isCsv = (name: string): boolean => /^\.(csv|tsv|txt)$/.test(extensionOf(name));

/** Rows that are sound, faulty and warned of, by the last check. */
export function tally({ outcomes }: Uploaded) {
  const faulty = outcomes.filter(({ outcome }) => outcome === "rejected" || outcome === "conflict").length;
  const warned = outcomes.filter(({ issues }) =>
    issues.some(({ severity }) => severity === "warning"),
  ).length;
  return { rows: outcomes.length, sound: outcomes.length - faulty, faulty, warned };
}

/** May be accepted together with all others: nothing in it is wrong. */
export const isSound = ({ stage, answer }: UploadFile): boolean =>
  stage === "checked" &&
  answer !== null &&
  tally(answer).faulty === 0 &&
  tally(answer).rows > 0 &&
  answer.sheets.every(({ issues }) => issues.every(({ severity }) => severity !== "error"));

/** None was given, or a wrong one. */
export const needsPassword = ({ cause }: UploadFile): boolean =>
  cause instanceof ServiceProblem && (cause.code === "file_encrypted" || cause.code === "password_wrong");

/** Whose it is, or of which month, is to be said. */
export const needsPlace = ({ cause }: UploadFile): boolean =>
  cause instanceof ServiceProblem && PLACE_PROBLEMS.test(cause.code);

const PLACE_PROBLEMS =
  /^(malformed|unit_(not_named|unknown|forbidden)|period_(not_named|invalid)|workbook_of_other_(unit|period))$/;

/** The list of files; it lives as long as its screen. */
export class Uploads {
  #files: readonly UploadFile[] = [];
  #next = 1;
  #running = 0;
  #stop = new AbortController();
  readonly #queue: (() => Promise<void>)[] = [];
  readonly #listeners = new Set<() => void>();
  readonly #service: Pick<Service, "workbook">;
  readonly #signedOut: (cause: ServiceProblem) => void;

  constructor(service: Pick<Service, "workbook">, signedOut: (cause: ServiceProblem) => void) {
    this.#service = service;
    this.#signedOut = signedOut;
  }

  readonly files = (): readonly UploadFile[] => this.#files;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  get running(): boolean {
    return this.#files.some(({ stage }) => stage === "checking" || stage === "accepting");
  }

  /** Checks what can be checked; answers how many were too many. */
  add(files: readonly File[]): number {
    const room = Math.max(0, MOST_FILES - this.#files.length);
    const added = files.slice(0, room).map((file): UploadFile => {
      const refused = refusalOf(file) !== null;
      const stage = refused ? "refused" : isCsv(file.name) ? "csv" : "waiting";
      const one: UploadFile = { id: this.#next, file, stage, answer: null, cause: null };
      this.#next += 1;
      return one;
    });
    this.#set([...this.#files, ...added]);
    for (const { id, stage } of added) if (stage === "waiting") this.check(id);
    return files.length - added.length;
  }

  remove(id: number): void {
    this.#set(this.#files.filter((one) => one.id !== id));
  }

  /** With another unit, month or password than before, where they are given. */
  check(id: number, choice: Pick<UploadFile, "unit" | "period" | "password"> = {}): void {
    this.#amend(id, { stage: "waiting", ...choice });
    this.#enqueue(id, "checking", true);
  }

  accept(ids: readonly number[]): void {
    for (const id of ids) {
      if (this.#find(id)?.stage === "checked") this.#enqueue(id, "accepting", false);
    }
  }

  /** What is under way is broken off, what waits stays where it is. A file that may have been written is checked anew. */
  stop(): void {
    this.#queue.length = 0;
    this.#stop.abort();
    this.#stop = new AbortController();
    this.#set(
      this.#files.map((one) =>
        one.stage === "waiting" || one.stage === "checking" || one.stage === "accepting"
          ? { ...one, stage: "stopped" as const }
          : one,
      ),
    );
  }

  #enqueue(id: number, stage: "checking" | "accepting", dryRun: boolean): void {
    this.#queue.push(() => this.#send(id, stage, dryRun));
    this.#begin();
  }

  #begin(): void {
    while (this.#running < MOST_AT_ONCE) {
      const job = this.#queue.shift();
      if (!job) return;
      this.#running += 1;
      void job().finally(() => {
        this.#running -= 1;
        this.#begin();
      });
    }
  }

  async #send(id: number, stage: "checking" | "accepting", dryRun: boolean): Promise<void> {
    const one = this.#find(id);
    if (!one) return;
    this.#amend(id, { stage, cause: null });
    const { signal } = this.#stop;
    const { file, unit, period, password } = one;
    try {
      const upload = { file, name: file.name, unit, period, password };
      const answer = await this.#service.workbook(upload, dryRun, signal);
      if (!signal.aborted) this.#amend(id, { stage: dryRun ? "checked" : "accepted", answer });
    } catch (cause) {
      if (signal.aborted) return;
      this.#amend(id, { stage: "failed", cause });
      if (cause instanceof ServiceProblem && cause.kind === "signedOut") this.#signedOut(cause);
    }
  }

  #find(id: number): UploadFile | undefined {
    return this.#files.find((one) => one.id === id);
  }

  #amend(id: number, patch: Partial<UploadFile>): void {
    this.#set(this.#files.map((one) => (one.id === id ? { ...one, ...patch } : one)));
  }

  #set(files: readonly UploadFile[]): void {
    this.#files = files;
    for (const listener of this.#listeners) listener();
  }
}
