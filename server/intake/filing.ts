/** What becomes of a filing when its row is written or deleted, before HQ has a say in it (R6). */
import { isPending } from "../../shared/sync/screening.ts";
import type { Author } from "../../shared/sync/protocol.ts";
import type { FilingChange, StoredFiling } from "../store/intake-store.ts";
import { SERVICE } from "../store/service-author.ts";

interface Written {
  readonly rowId: string;
  readonly accountId: number;
  /** The account is on the register. */
  readonly registered: boolean;
  readonly by: Author;
  /** Why the row was corrected, where its writer says so; else "". */
  readonly reason: string;
  /** Headquarters' own correction: no answer to headquarters' question. */
  readonly correction: boolean;
}

/**
 * The row was written. A first filing is a nomination, and so is one that was withdrawn or is now about another
 * account; the answer to a question makes it one again. What is on the register already needs no second screening.
 * A declined filing stays so until HQ decides anew.
 */
export function written(before: StoredFiling | undefined, row: Written): FilingChange | undefined {
  const { rowId, accountId, registered, by, reason } = row;
  const step = stepOf(before, row);
  const state = registered ? "accepted" : "nominated";
  if (step !== undefined) {
    const steps = [{ step, by, reason }, ...(registered ? [accepted] : [])];
    return { rowId, accountId, state, steps };
  }
  if (before === undefined) return undefined;
  if (registered && isPending(before.state)) return { rowId, accountId, state, steps: [accepted] };
  return before.accountId === accountId ? undefined : { rowId, accountId, state: before.state, steps: [] };
}

const accepted = { step: "accepted", by: SERVICE, reason: "" } as const;

function stepOf(
  before: StoredFiling | undefined,
  { accountId, correction }: Written,
): "nominated" | "answered" | undefined {
  if (before === undefined || before.state === "withdrawn") return "nominated";
  if (before.state === "declined") return undefined;
  if (before.accountId !== accountId) return "nominated";
  return before.state === "asked" && !correction ? "answered" : undefined;
}

/** The row was deleted. */
export function withdrawn(
  before: StoredFiling | undefined,
  { rowId, accountId, by, reason }: Pick<Written, "rowId" | "accountId" | "by" | "reason">,
): FilingChange | undefined {
  if (before?.state === "withdrawn") return undefined;
  return { rowId, accountId, state: "withdrawn", steps: [{ step: "withdrawn", by, reason }] };
}
