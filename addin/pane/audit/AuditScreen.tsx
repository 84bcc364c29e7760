/** 操作记录: who wrote, took out, was refused and signed in; found by person, unit, action and day. */
import { Button, makeStyles, tokens } from "@fluentui/react-components";
import { ArrowDownloadRegular } from "@fluentui/react-icons/svg/arrow-download";
import { useState } from "react";
import type { AuditWanted } from "../../sync/audit.ts";
import { Loaded } from "../Loaded.tsx";
import { Rows } from "../Rows.tsx";
import { download } from "../tasks/download.ts";
import { usePane } from "../use-pane.ts";
import { useResource } from "../use-resource.ts";
import { useAuditColumns } from "./audit-columns.tsx";
import { AuditFilter } from "./AuditFilter.tsx";
import { readRecord } from "./read-record.ts";

const useStyles = makeStyles({
  flat: { margin: 0 },
  head: { margin: 0, color: tokens.colorNeutralForeground2, overflowWrap: "anywhere" },
  acts: { display: "flex", flexWrap: "wrap", gap: "8px" },
});

const PAGE = 50;

export function AuditScreen() {
  const styles = useStyles();
  const { pane, state, texts } = usePane();
  const { audit: words } = texts;
  const [wanted, setWanted] = useState<AuditWanted>({});
  const [pages, setPages] = useState(1);
  const columns = useAuditColumns();
  const record = useResource(`audit ${JSON.stringify(wanted)}`, (signal) =>
    readRecord(
      (before) => pane.surroundings.service.audit({ ...wanted, ...before, limit: PAGE }, signal),
      pages,
    ),
  );
  const filtered = Object.keys(wanted).length > 0;
  return (
    <>
      <p className={`${styles.flat} ms-font-m`}>{words.intro}</p>
      <AuditFilter
        onSeek={(next) => {
          setWanted(next);
          setPages(1);
        }}
      />
      <Loaded resource={record}>
        {({ entries, before, head }) => (
          <>
            {entries.length === 0 ? (
              <p className={`${styles.flat} ms-font-m`} role="status">
                {filtered ? words.noneOf : words.none}
              </p>
            ) : (
              <Rows
                label={texts.desk.screens.audit}
                columns={columns}
                rows={entries}
                keyOf={({ seq }) => String(seq)}
              />
            )}
            <div className={styles.acts}>
              {before !== null && (
                <Button
                  disabledFocusable={record.loading}
                  onClick={() => {
                    setPages(pages + 1);
                    record.reload();
                  }}
                >
                  {words.older}
                </Button>
              )}
              <Button disabledFocusable={record.loading} onClick={() => record.reload()}>
                {words.refresh}
              </Button>
              <Button
                icon={<ArrowDownloadRegular />}
                disabledFocusable={state.busy !== null}
                onClick={() =>
                  void download(pane, { path: "audit.csv", query: { ...wanted }, name: words.fileName })
                }
              >
                {words.save}
              </Button>
            </div>
            {head && (
              <p className={`${styles.head} ms-font-s`}>
                {words.head(head.seq, head.hash)}
                <br />
                {words.headHint}
              </p>
            )}
          </>
        )}
      </Loaded>
    </>
  );
}
