/** 备案审核: HQ's second screening of what units file (R6, R7). */
import { usePane } from "../use-pane.ts";
import { FilingDesk } from "./FilingDesk.tsx";
import { HqWord } from "./HqWord.tsx";

const FILTERS = ["waiting", "asked", "accepted", "potential", "declined", "withdrawn", "all"] as const;

export function FilingsScreen() {
  const { texts } = usePane();
  return (
    <FilingDesk screen="filings" filters={FILTERS} nothing={texts.screening.filings.nothing} word={HqWord} />
  );
}
