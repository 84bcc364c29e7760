/** HQ's first screen: the month's figures, who has filed, and the files. */
import { FileLinks } from "../FileLinks.tsx";
import { Section } from "../Section.tsx";
import { usePane } from "../use-pane.ts";
import { Filings } from "./Filings.tsx";
import { KeyFigures } from "./KeyFigures.tsx";
import { PeriodAdmin } from "./PeriodAdmin.tsx";

export function HqOverview() {
  const { state, texts } = usePane();
  return (
    <>
      <KeyFigures />
      <Filings />
      <Section title={texts.browser.files}>
        <FileLinks hq />
      </Section>
      <PeriodAdmin key={state.period} />
    </>
  );
}
