/** Adding to the audit record, within a transaction. */
import { BEGINNING, LINK_FIELDS, type Link, linkAfter } from "../../audit/chain.ts";
import type { Deed } from "../../audit/deed.ts";
import type { AuditHead } from "../../../shared/sync/audit.ts";
import type { SqlValue } from "../store.ts";
import type { Connection } from "./connection.ts";

const HEAD = "SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1";
const LINK = `INSERT INTO audit (${LINK_FIELDS.join(", ")}) VALUES (${LINK_FIELDS.map(() => "?").join(", ")})`;

export const headIn = (connection: Connection): Promise<AuditHead | undefined> =>
  connection.get<AuditHead>(HEAD);

/** Writers come one after the other, in every engine: the order of the chain is that of the commits. */
export async function appendDeeds(connection: Connection, deeds: readonly Deed[]): Promise<void> {
  let head = (await headIn(connection)) ?? BEGINNING;
  const rows = deeds.map((deed): SqlValue[] => {
    const link = linkAfter(head, { ...deed, detail: JSON.stringify(deed.detail) });
    head = link;
    return columnsOf(link);
  });
  if (rows.length === 1) await connection.run(LINK, rows[0]);
  else await connection.runEach(LINK, rows);
}

const columnsOf = (link: Link): SqlValue[] => LINK_FIELDS.map((field) => link[field]);
