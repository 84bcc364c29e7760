/** The report sheets, with how many rows each has and how many of them must be corrected. */
import { CounterBadge, makeStyles, Tab, TabList } from "@fluentui/react-components";
import { isSheetKey, SHEETS, type SheetKey } from "../../../shared/report/sheets.ts";
import { usePane } from "../use-pane.ts";
import { sheetName } from "../wording.ts";
import type { HeldRows } from "./use-own-rows.ts";

const useStyles = makeStyles({
  tabs: { flexWrap: "wrap", margin: "0 -8px" },
  badge: { marginLeft: "4px" },
});

export interface SheetTabsProps {
  readonly held: HeldRows;
  readonly sheet: SheetKey;
  readonly onSheet: (sheet: SheetKey) => void;
}

export function SheetTabs({ held, sheet, onSheet }: SheetTabsProps) {
  const styles = useStyles();
  const { texts } = usePane();
  const faulty = (key: SheetKey): number =>
    (held.rows.get(key) ?? []).filter(({ rowId }) => {
      const row = held.checked.get(rowId);
      return row !== undefined && held.state(row) === "faulty";
    }).length;
  return (
    <TabList
      className={styles.tabs}
      aria-label={texts.grid.sheets}
      selectedValue={sheet}
      onTabSelect={(_, { value }) => {
        const key = String(value);
        if (isSheetKey(key)) onSheet(key);
      }}
    >
      {SHEETS.map(({ key }) => {
        const bad = faulty(key);
        return (
          <Tab key={key} value={key}>
            {texts.grid.tab(sheetName(key, texts), held.rows.get(key)?.length ?? 0)}
            {bad > 0 && (
              <CounterBadge
                className={styles.badge}
                size="small"
                color="danger"
                count={bad}
                title={texts.grid.tabFaults(bad)}
              />
            )}
          </Tab>
        );
      })}
    </TabList>
  );
}
