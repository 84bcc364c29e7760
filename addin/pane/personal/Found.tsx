/** All that is held of the person: rows with every value they ever had, and texts elsewhere; saved as a file, or erased. */
import { Button, makeStyles, MessageBar, MessageBarBody, MessageBarTitle } from "@fluentui/react-components";
import { ArrowDownloadRegular } from "@fluentui/react-icons/svg/arrow-download";
import { DeleteRegular } from "@fluentui/react-icons/svg/delete";
import type { PersonFound } from "../../../shared/sync/personal.ts";
import { Rows } from "../Rows.tsx";
import { Section } from "../Section.tsx";
import { saveFound } from "../tasks/personal.ts";
import { usePane } from "../use-pane.ts";
import { useMentionColumns, useRowColumns } from "./found-columns.tsx";
import { countsOf, mayBeSeveral } from "./held.ts";

const useStyles = makeStyles({
  flat: { margin: 0 },
  acts: { display: "flex", flexWrap: "wrap", gap: "8px" },
  // Away from the others where there is room for it.
  erase: { "@media (min-width: 720px)": { marginInlineStart: "auto" } },
});

export function Found({ found, onErase }: { readonly found: PersonFound; readonly onErase: () => void }) {
  const styles = useStyles();
  const { pane, state, texts } = usePane();
  const { personal } = texts;
  const rowColumns = useRowColumns();
  const mentionColumns = useMentionColumns();
  const waiting = state.busy !== null;
  const save = (kind: "csv" | "json", name: string) => (
    <Button
      icon={<ArrowDownloadRegular />}
      disabledFocusable={waiting}
      onClick={() => saveFound(pane, found, kind)}
    >
      {name}
    </Button>
  );
  return (
    <Section title={personal.foundTitle}>
      <p className={`${styles.flat} ms-font-m`} role="status">
        {personal.found(...countsOf(found))}
      </p>
      {mayBeSeveral(found) && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>
            <MessageBarTitle>{personal.several}</MessageBarTitle>
            <br />
            {personal.severalBody}
          </MessageBarBody>
        </MessageBar>
      )}
      <div className={styles.acts}>
        {save("csv", personal.saveCsv)}
        {save("json", personal.saveJson)}
        <Button
          className={styles.erase}
          icon={<DeleteRegular />}
          disabledFocusable={waiting}
          onClick={onErase}
        >
          {personal.erase}
        </Button>
      </div>
      <Rows label={personal.rowsTitle} columns={rowColumns} rows={found.rows} keyOf={({ rowId }) => rowId} />
      {found.mentions.length > 0 && (
        <Section title={personal.mentionsTitle} ruled={false}>
          <Rows
            label={personal.mentionsTitle}
            columns={mentionColumns}
            rows={found.mentions}
            keyOf={({ place, key }) => `${place} ${key}`}
          />
        </Section>
      )}
    </Section>
  );
}
