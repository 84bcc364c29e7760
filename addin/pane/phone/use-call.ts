/** What is being taken down: kept on this computer at every change, and cleared of what the service has taken. */
import { useEffect, useMemo, useState } from "react";
import { sentRows } from "../../sync/results.ts";
import { keepCall } from "../tasks/phone.ts";
import { usePane } from "../use-pane.ts";
import { answered, type Call } from "./call.ts";

export interface HeldCall {
  readonly call: Call;
  change(change: (call: Call) => Call): void;
  /** Rows that have gone out, whose receipt has not come. */
  readonly waiting: ReadonlySet<string>;
}

/** @param kept as it was left */
export function useCall(kept: Call): HeldCall {
  const { pane, state } = usePane();
  const { receipt, pending } = state;
  const [call, setCall] = useState(kept);
  const [seen, setSeen] = useState<typeof receipt>(null);
  if (receipt !== seen) {
    setSeen(receipt);
    if (receipt) setCall(answered(call, receipt.results));
  }
  useEffect(() => void keepCall(pane, call), [pane, call]);
  const waiting = useMemo(
    () => new Set(pending.flatMap((one) => sentRows(one).map(({ rowId }) => rowId))),
    [pending],
  );
  return { call, change: setCall, waiting };
}
