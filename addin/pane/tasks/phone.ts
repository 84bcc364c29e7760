/** 电话记录: what was taken down is kept on this computer until it is submitted for the unit (R1). */
import { countsOf } from "../../../shared/sync/outcomes.ts";
import { ownerOf } from "../../sync/session.ts";
import { Call, emptyCall, isRefused } from "../phone/call.ts";
import type { Pane } from "../pane.ts";
import type { Place } from "../state.ts";
import { sendRows } from "./send.ts";

/** What the person signed in has left here; what cannot be read counts as nothing. */
export async function keptCall(pane: Pane): Promise<Call> {
  return Call.safeParse(await pane.surroundings.drawer.get(keyOf(pane))).data ?? emptyCall();
}

export const keepCall = (pane: Pane, call: Call): Promise<void> =>
  pane.surroundings.drawer.put(keyOf(pane), call);

const keyOf = ({ state: { session } }: Pane): string => `call/${session ? ownerOf(session) : ""}`;

export interface Taken {
  readonly unit: Place;
  /** When it was told, ISO 8601. */
  readonly at: string;
  readonly call: Call;
}

/**
 * Submits what was taken down, for the unit and the month chosen. What became of each row is in the receipt. Without
 * an answer it lies in the outbox, from where it is sent again as it is.
 */
export const submitCall = (pane: Pane, { unit, at, call }: Taken): Promise<void> =>
  pane.run("submit", async (task) => {
    const { period } = pane.state;
    const { phone, submit } = pane.texts;
    task.tell(submit.preparing);
    const pushed = call.rows.map(({ sheet, rowId, values }) => ({
      sheet,
      rowId,
      baseRevision: null,
      values: { ...values },
    }));
    const { results, receivedAt, stopped } = await sendRows(
      pane,
      null,
      task,
      { unit, period },
      { pushed, places: new Map(), channel: call.way, told: { by: call.by.trim(), at } },
    );
    const refused = results.filter(isRefused).length;
    const taken = results.length - refused;
    pane.set({
      receipt: { results, counts: countsOf(results), receivedAt, skipped: 0, leftOut: 0, pulled: 0, stopped },
      ...(taken > 0 ? { notice: phone.sent(taken, unit.name) } : {}),
      ...(refused > 0 ? { trouble: { title: phone.refused(refused), fix: "", retry: null } } : {}),
    });
  });
