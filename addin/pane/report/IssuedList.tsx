/** The month's issued reports, each as it was issued. */
import { Button, makeStyles, tokens } from "@fluentui/react-components";
import { ArrowDownloadRegular } from "@fluentui/react-icons/svg/arrow-download";
import type { Issued } from "../../../shared/sync/months.ts";
import { FILE_NAMES } from "../../../shared/text/files.ts";
import { Loaded } from "../Loaded.tsx";
import { Section } from "../Section.tsx";
import { download } from "../tasks/download.ts";
import { usePane } from "../use-pane.ts";
import type { Resource } from "../use-resource.ts";
import { timeInChina } from "../wording.ts";

const useStyles = makeStyles({
  list: { listStyleType: "none", margin: 0, padding: 0 },
  report: {
    display: "flex",
    flexWrap: "wrap",
    alignItems: "center",
    gap: "8px",
    padding: "6px 0",
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  what: { display: "flex", flexDirection: "column", flexGrow: 1, minWidth: 0 },
  number: { fontWeight: tokens.fontWeightSemibold },
  aside: { color: tokens.colorNeutralForeground2 },
  flat: { margin: 0 },
});

export function IssuedList({ issued }: { issued: Resource<readonly Issued[]> }) {
  const styles = useStyles();
  const { pane, state, texts } = usePane();
  const { issue } = texts.reportPage;
  return (
    <Section title={issue.list}>
      <Loaded resource={issued}>
        {(reports) =>
          reports.length === 0 ? (
            <p className={`${styles.flat} ms-font-m`}>{issue.none(state.period)}</p>
          ) : (
            <ul className={styles.list}>
              {reports.map(({ number, by, issuedAt, cursor }) => (
                <li key={number} className={styles.report}>
                  <span className={styles.what}>
                    <span className={`${styles.number} ms-font-m`}>{number}</span>
                    <span className={`${styles.aside} ms-font-s`}>
                      {`${issue.by(by.name, timeInChina(issuedAt))} · ${issue.cursor(cursor)}`}
                    </span>
                  </span>
                  <Button
                    size="small"
                    icon={<ArrowDownloadRegular />}
                    aria-label={issue.download(number)}
                    disabledFocusable={state.busy !== null}
                    onClick={() =>
                      void download(pane, {
                        path: `reports/${number}/summary.xlsx`,
                        query: {},
                        name: FILE_NAMES.summary(number),
                      })
                    }
                  >
                    {texts.common.download}
                  </Button>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Section>
  );
}
