/** The selected cell of a report's sheet in Excel, as long as somebody looks. */
import { useEffect, useState } from "react";
import type { ReportSelection } from "../../workbook.ts";
import { usePane } from "../use-pane.ts";

export function useReportSelection(): ReportSelection | null {
  const { pane } = usePane();
  const [selection, setSelection] = useState<ReportSelection | null>(null);
  useEffect(() => {
    const following = pane.surroundings.workbook?.followReportSelection(setSelection);
    following?.catch((cause: unknown) => pane.failed(cause, () => pane.set({ trouble: null })));
    return () => void following?.then((stop) => stop()).catch(() => setSelection(null));
  }, [pane]);
  return selection;
}
