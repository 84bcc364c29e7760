/** The row of the master that is selected in Excel, as long as somebody looks. */
import { useEffect, useState } from "react";
import type { MasterSelection } from "../../workbook.ts";
import { usePane } from "../use-pane.ts";

export function useMasterSelection(): MasterSelection | null {
  const { pane, state } = usePane();
  const [selection, setSelection] = useState<MasterSelection | null>(null);
  // A master that is laid down anew has other sheets to follow.
  const isLaid = Boolean(state.workbook?.master);
  useEffect(() => {
    const following = isLaid ? pane.surroundings.workbook?.followMasterSelection(setSelection) : undefined;
    following?.catch((cause: unknown) => pane.failed(cause, () => pane.set({ trouble: null })));
    return () => void following?.then((stop) => stop()).catch(() => setSelection(null));
  }, [pane, isLaid]);
  return selection;
}
