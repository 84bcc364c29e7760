/** Files to download: the template, and for HQ the master and the month's report. */
import { Button, makeStyles } from "@fluentui/react-components";
import { ArrowDownloadRegular } from "@fluentui/react-icons/svg/arrow-download";
import { download, type ServiceFile } from "./tasks/download.ts";
import { downloadLong } from "./tasks/long-file.ts";
import { usePane } from "./use-pane.ts";

const useStyles = makeStyles({
  list: { display: "flex", flexWrap: "wrap", gap: "8px" },
});

export function FileLinks({ hq }: { hq: boolean }) {
  const styles = useStyles();
  const { pane, state, texts } = usePane();
  const { unit, period, busy } = state;
  const files: (ServiceFile & { label: string })[] = [];
  // In Excel headquarters chooses no unit, and lays no template down.
  if (unit && !(hq && state.inExcel)) {
    files.push({
      label: texts.browser.template,
      path: "template.xlsx",
      query: { unit: unit.code, period },
      name: `dakehu-${unit.code}-${period}.xlsx`,
    });
  }
  if (hq) {
    files.push({
      label: texts.browser.summary,
      path: "summary.xlsx",
      query: { period },
      name: `dakehu-summary-${period}.xlsx`,
    });
  }
  return (
    <div className={styles.list}>
      {hq && (
        <Button
          icon={<ArrowDownloadRegular />}
          disabledFocusable={busy !== null}
          onClick={() => void downloadLong(pane, { kind: "master" }, "dakehu-master.xlsx")}
        >
          {texts.browser.master}
        </Button>
      )}
      {files.map(({ label, ...file }) => (
        <Button
          key={file.path}
          icon={<ArrowDownloadRegular />}
          disabledFocusable={busy !== null}
          onClick={() => void download(pane, file)}
        >
          {label}
        </Button>
      ))}
    </div>
  );
}
