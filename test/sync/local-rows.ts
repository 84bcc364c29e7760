/** A service of rows in memory, told through a change feed as the real one tells them. */
import type { ReplicaSource } from "../../addin/sync/local/replica.ts";
import type { Revision } from "../../shared/sync/protocol.ts";
import { aRevision } from "./rows.ts";

const NOW = Date.parse("2026-11-03T10:00:00+08:00");

export class FeedOfRows implements ReplicaSource {
  readonly revisions: Revision[] = [];
  /** How often it was asked from the very beginning. */
  fromTheStart = 0;
  #minutes = 0;

  bought(n: number, units: number, given: Partial<Revision> = {}): void {
    const values = { account: "招商物流", product: "半挂车", supplier: "本集团", units, amount: 12.34 };
    this.tells(n, { sheet: "purchases", period: "2026-10", values, ...given });
  }

  tells(n: number, given: Partial<Revision>): void {
    const revision = this.revisions.filter(({ rowId }) => rowId === aRevision(n, 1).rowId).length + 1;
    this.revisions.push(aRevision(n, this.revisions.length + 1, { revision, accountId: 1, ...given }));
  }

  feed: ReplicaSource["feed"] = async ({ since }) => {
    if (since === 0) this.fromTheStart += 1;
    const rows = this.revisions.filter(({ cursor }) => cursor > since).slice(0, 2);
    const cursor = rows.at(-1)?.cursor ?? since;
    return { rows, cursor, more: cursor < this.revisions.length };
  };

  tables: ReplicaSource["tables"] = async () => ({
    cursor: this.revisions.length,
    tables: {
      account_register: [[1, "招商物流", null, "集团大客户", "registered", "", 1, 1, null]],
      register_entries: [],
      filings: [],
      filing_steps: [],
      units: [["P01", "深圳工厂", "plant", null, 1]],
      periods: [],
      decisions: [],
    },
  });

  /** A minute passes between two looks at the clock. */
  now = (): number => NOW + 60_000 * this.#minutes++;
}
