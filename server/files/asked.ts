/** What a file is: its name, its kind, and the key under which two who ask for the same find each other. */
import { createHash } from "node:crypto";
import { sheetOf } from "../../shared/report/sheets.ts";
import type { AskedFile } from "../../shared/sync/files.ts";
import { FILE_NAMES } from "../../shared/text/files.ts";
import { CSV, XLSX } from "./media.ts";
import { STATE_QUERIES, stateText } from "../store/sql/state.ts";
import type { Sight, Store } from "../store/store.ts";

export const nameOf = (asked: AskedFile): string =>
  asked.kind === "master"
    ? FILE_NAMES.master(asked.from, asked.to)
    : FILE_NAMES.masterCsv(sheetOf(asked.sheet).zh);

export const typeOf = ({ kind }: AskedFile): string => (kind === "master" ? XLSX : CSV);

/** Of the store: another text whenever a file made of its rows would be another one. */
export const stateOf = async (store: Pick<Store, "snapshot">): Promise<string> =>
  stateText(await store.snapshot(STATE_QUERIES));

/** @param salt of this process: a store may be put back to an earlier state while the service is down */
export function keyOf(asked: AskedFile, sight: Sight, state: string, salt: string): string {
  const query = asked.kind === "master" ? [] : [asked.sheet];
  const parts = [asked.kind, ...query, asked.from ?? "", asked.to ?? "", sight, state, salt];
  return createHash("sha256").update(JSON.stringify(parts)).digest("base64url").slice(0, 32);
}
