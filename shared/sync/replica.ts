/** What a replica of the service's tables needs beside the change feed (`GET /replica`). */
import { z } from "zod";
import type { SideTableName } from "../summary/definitions.ts";

/** The change feed gives the history; all other small tables come as they are. */
export const REPLICA_TABLES = [
  "account_register",
  "register_entries",
  "filings",
  "filing_steps",
  "units",
  "periods",
  "decisions",
] as const satisfies readonly Exclude<SideTableName, "revisions">[];
export type ReplicaTable = (typeof REPLICA_TABLES)[number];

const Line = z.array(z.union([z.string(), z.number(), z.null()]));

/** All on one state of the store. */
export const ReplicaTables = z.object({
  /** The change feed's cursor of that state. */
  cursor: z.int(),
  /** Each line's values in the order of `SIDE_TABLES`. */
  tables: z.record(z.enum(REPLICA_TABLES), z.array(Line)),
});
export type ReplicaTables = Readonly<z.infer<typeof ReplicaTables>>;
