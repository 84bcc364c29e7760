/** The files of a service: from its store, kept in its data folder. */
import { join } from "node:path";
import type { Config } from "../config.ts";
import { placeOf } from "../store/open-reading.ts";
import type { Store } from "../store/store.ts";
import { Files, type FilesOptions } from "./files.ts";

export const filesOf = (
  config: Pick<Config, "dataDir" | "databaseUrl">,
  store: Pick<Store, "snapshot">,
  options: Partial<FilesOptions> = {},
): Files =>
  new Files({
    store,
    place: placeOf(config),
    folder: join(config.dataDir, "files"),
    ...options,
  });
