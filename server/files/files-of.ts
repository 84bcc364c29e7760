/** The files of a service: from its store, kept in its data folder. */
import { join } from "node:path";
import type { Config } from "../config.ts";
import { databaseFile } from "../store/sqlite/open.ts";
import type { Store } from "../store/store.ts";
import { Files, type FilesOptions } from "./files.ts";

export const filesOf = (
  { dataDir }: Pick<Config, "dataDir">,
  store: Pick<Store, "snapshot">,
  options: Partial<FilesOptions> = {},
): Files =>
  new Files({
    store,
    place: { engine: "sqlite", file: databaseFile(dataDir) },
    folder: join(dataDir, "files"),
    ...options,
  });
