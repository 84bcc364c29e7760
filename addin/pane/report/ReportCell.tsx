/** 查看来源行: in Excel, what is behind the selected number of a report's sheet. */
import { Button, makeStyles } from "@fluentui/react-components";
import { TableSearchRegular } from "@fluentui/react-icons/svg/table-search";
import { cellAddress } from "../../../shared/plan/address.ts";
import type { TracedRows } from "../../../shared/summary/trace.ts";
import type { ReportSelection } from "../../workbook.ts";
import { Loaded } from "../Loaded.tsx";
import { Section } from "../Section.tsx";
import { type CellMeaning, meaningOf } from "../tasks/report-drawn.ts";
import { rowsBehind, selectRows } from "../tasks/report-rows.ts";
import { usePane } from "../use-pane.ts";
import { useResource } from "../use-resource.ts";
import { sheetName } from "../wording.ts";
import { useReportSelection } from "./use-report-selection.ts";

const useStyles = makeStyles({
  flat: { margin: 0 },
  actions: { display: "flex", flexWrap: "wrap", gap: "8px" },
});

export function ReportCell() {
  const { texts } = usePane();
  const selection = useReportSelection();
  if (!selection) return null;
  const { follow } = texts.reportPage;
  const address = cellAddress(selection.row, selection.column);
  return (
    <Section
      title={follow.title}
      aside={<span className="ms-font-s">{follow.cell(selection.sheet, address)}</span>}
    >
      <Behind selection={selection} />
    </Section>
  );
}

interface Found {
  readonly meaning: CellMeaning["kind"];
  readonly groups: readonly TracedRows[];
}

function Behind({ selection }: { selection: ReportSelection }) {
  const styles = useStyles();
  const { pane, state, texts } = usePane();
  const { follow } = texts.reportPage;
  const found = useResource(`cell ${JSON.stringify(selection)}`, async (signal): Promise<Found> => {
    const meaning = await meaningOf(pane, selection);
    const groups = meaning.kind === "number" ? await rowsBehind(pane, meaning.traces, signal) : [];
    return { meaning: meaning.kind, groups };
  });
  const says = { outdated: follow.outdated, plain: follow.plain, number: follow.noRows };
  return (
    <div aria-live="polite">
      <Loaded resource={found}>
        {({ meaning, groups }) =>
          groups.length === 0 ? (
            <p className={`${styles.flat} ms-font-m`}>{says[meaning]}</p>
          ) : (
            <div className={styles.actions}>
              {groups.map((rows) => (
                <Button
                  key={rows.sheet}
                  icon={<TableSearchRegular />}
                  disabledFocusable={state.busy !== null}
                  onClick={() => void selectRows(pane, rows)}
                >
                  {follow.goTo(sheetName(rows.sheet, texts), rows.rowIds.length)}
                </Button>
              ))}
            </div>
          )
        }
      </Loaded>
    </div>
  );
}
