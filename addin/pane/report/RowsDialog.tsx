/** The rows behind a number, as the units reported them. In Excel they can be selected in the master. */
import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  makeStyles,
} from "@fluentui/react-components";
import { Loaded } from "../Loaded.tsx";
import { rowsBehind, selectRows } from "../tasks/report-rows.ts";
import { usePane } from "../use-pane.ts";
import { useResource } from "../use-resource.ts";
import { sheetName } from "../wording.ts";
import { TracedTable } from "./TracedTable.tsx";
import type { Traced } from "./use-follow.ts";

const useStyles = makeStyles({
  surface: { maxWidth: "min(1080px, 96vw)" },
  groups: { display: "flex", flexDirection: "column", rowGap: "20px" },
  flat: { margin: 0 },
});

/** More are not read by anybody; the master has them all. */
const MOST_ROWS = 200;

export function RowsDialog({ traced, onClose }: { traced: Traced; onClose: () => void }) {
  const styles = useStyles();
  const { pane, state, texts } = usePane();
  const { rows: words, follow } = texts.reportPage;
  const behind = useResource(`rows ${JSON.stringify(traced.traces)}`, async (signal) => {
    const groups = await rowsBehind(pane, traced.traces, signal);
    return Promise.all(
      groups.map(async (group) => ({
        ...group,
        rows: await pane.surroundings.service.latestRows(group.rowIds.slice(0, MOST_ROWS), signal),
      })),
    );
  });
  return (
    <Dialog open onOpenChange={(_, { open }) => !open && onClose()}>
      <DialogSurface className={styles.surface} lang={texts.tag}>
        <DialogBody>
          <DialogTitle>{words.title(traced.label)}</DialogTitle>
          <DialogContent>
            <Loaded resource={behind}>
              {(groups) => (
                <div className={styles.groups}>
                  {groups.length === 0 && <p className={`${styles.flat} ms-font-m`}>{words.none}</p>}
                  {groups.map(({ sheet, rowIds, rows }) => (
                    <section key={sheet} aria-label={words.sheet(sheetName(sheet, texts), rowIds.length)}>
                      <h3 className={`${styles.flat} ms-font-m`}>
                        {words.sheet(sheetName(sheet, texts), rowIds.length)}
                      </h3>
                      {state.inExcel && (
                        <Button
                          size="small"
                          aria-label={follow.goTo(sheetName(sheet, texts), rowIds.length)}
                          onClick={() => {
                            onClose();
                            void selectRows(pane, { sheet, rowIds });
                          }}
                        >
                          {follow.go}
                        </Button>
                      )}
                      <TracedTable sheet={sheet} rows={rows} />
                      {rowIds.length > MOST_ROWS && (
                        <p className={`${styles.flat} ms-font-s`}>{words.more(MOST_ROWS)}</p>
                      )}
                    </section>
                  ))}
                </div>
              )}
            </Loaded>
          </DialogContent>
          <DialogActions>
            <Button appearance="primary" onClick={onClose}>
              {texts.common.close}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
