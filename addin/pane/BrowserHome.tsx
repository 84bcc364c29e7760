/** Outside Excel: the files, and the way to the browser desk. */
import { Link, makeStyles, MessageBar, MessageBarBody, MessageBarTitle } from "@fluentui/react-components";
import { openInBrowser } from "../excel/office.ts";
import { FileLinks } from "./FileLinks.tsx";
import { isHq } from "./tasks/open.ts";
import { ReportPicker } from "./ReportPicker.tsx";
import { Section } from "./Section.tsx";
import { usePane } from "./use-pane.ts";

const useStyles = makeStyles({ desk: { alignSelf: "flex-start" } });

export function BrowserHome() {
  const styles = useStyles();
  const { pane, state, texts } = usePane();
  const { origin } = pane.surroundings.service.connection;
  const hq = state.session !== null && isHq(state.session);
  return (
    <>
      <MessageBar intent="info" layout="multiline">
        <MessageBarBody>
          <MessageBarTitle>{state.oldExcel ? texts.browser.oldExcel : texts.browser.title}</MessageBarTitle>
          <br />
          {texts.browser.body}
        </MessageBarBody>
      </MessageBar>
      <ReportPicker withUnit />
      <Section title={texts.browser.files}>
        <FileLinks hq={hq} />
      </Section>
      <Link as="button" className={styles.desk} onClick={() => openInBrowser(`${origin}/`)}>
        {texts.browser.desk}
      </Link>
    </>
  );
}
