/** What was submitted last, with the way to each row's record: there it stands for unit and headquarters alike. */
import { Link, makeStyles } from "@fluentui/react-components";
import { Section } from "../Section.tsx";
import { usePane } from "../use-pane.ts";
import { useRoute } from "../use-route.ts";
import { rowText, sheetName } from "../wording.ts";
import { isRefused } from "./call.ts";

const useStyles = makeStyles({
  list: { margin: 0, paddingLeft: "20px" },
});

export function LastTaken() {
  const styles = useStyles();
  const { state, texts } = usePane();
  const { go } = useRoute();
  const taken = (state.receipt?.results ?? []).filter((result) => !isRefused(result) && result.mine !== null);
  if (taken.length === 0) return null;
  return (
    <Section title={texts.phone.last}>
      <ul className={styles.list}>
        {taken.map(({ rowId, sheet, mine, outcome }) => {
          const name = rowText(sheet, mine ?? {});
          return (
            <li key={rowId}>
              {`${sheetName(sheet, texts)} · ${texts.outcome[outcome]} · ${name} `}
              <Link
                as="button"
                aria-label={texts.phone.historyNamed(name)}
                onClick={() => go("history", rowId)}
              >
                {texts.phone.history}
              </Link>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
