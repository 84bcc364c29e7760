/** The sheets as tabs, what is to be submitted, conflicts, and the rows: as a grid where there is room, else as cards. */
import { Button, makeStyles, MessageBar, MessageBarBody, tokens } from "@fluentui/react-components";
import { ArrowClockwiseRegular } from "@fluentui/react-icons/svg/arrow-clockwise";
import { ArrowUploadRegular } from "@fluentui/react-icons/svg/arrow-upload";
import { SendRegular } from "@fluentui/react-icons/svg/send";
import { useEffect, useRef, useState } from "react";
import { sheetOf, type SheetKey } from "../../../shared/report/sheets.ts";
import { ConflictList } from "../ConflictList.tsx";
import { FileLinks } from "../FileLinks.tsx";
import { periodSettings } from "../months.ts";
import { type OwnRows, submitOwnRows, submitSettledRows } from "../tasks/grid.ts";
import { usePane } from "../use-pane.ts";
import type { Resource } from "../use-resource.ts";
import { useRoute } from "../use-route.ts";
import { useWide } from "../use-wide.ts";
import { GridReceipt } from "./GridReceipt.tsx";
import { RowCards } from "./RowCards.tsx";
import { SheetGrid } from "./SheetGrid.tsx";
import { SheetTabs } from "./SheetTabs.tsx";
import { useOwnRows } from "./use-own-rows.ts";
import { useRowActions } from "./use-row-actions.ts";

const useStyles = makeStyles({
  bar: { display: "flex", flexWrap: "wrap", alignItems: "center", gap: "8px 12px" },
  words: { flex: "1 1 200px", margin: 0, color: tokens.colorNeutralForeground2 },
  flat: { margin: 0 },
});

export function OwnRowsDesk({ loaded, resource }: { loaded: OwnRows; resource: Resource<OwnRows> }) {
  const styles = useStyles();
  const { pane, state, texts } = usePane();
  const { go } = useRoute();
  const wide = useWide();
  const { grid } = texts;
  const { period, busy } = state;
  const { unit, register } = loaded;
  const [sheet, setSheet] = useState<SheetKey>("events");
  const held = useOwnRows(resource, loaded);
  /** What was submitted before this was opened has been read. */
  const [before] = useState(state.receipt);
  const submit = useRef<HTMLButtonElement>(null);
  const closed =
    periodSettings(period, state.periods).state === "closed" && sheetOf(sheet).rhythm !== "standing";
  const locked = busy !== null || closed;
  const rows = held.rows.get(sheet) ?? [];
  const actions = useRowActions(held, sheet);
  const left = [...held.unsent.values()];
  const now = left.filter((row) => row.period === null || row.period === period).length;
  const elsewhere = [...new Set(left.map((row) => row.period))].filter(
    (month) => month !== null && month !== period,
  );
  // Those of another unit that was shown before are settled there.
  const isContested = state.conflicts.some(({ rowId }) => held.unsent.has(rowId));
  useLeaving(left.length > 0);
  const props = { held, sheet, rows, locked, actions, onHistory: (rowId: string) => go("history", rowId) };
  return (
    <>
      {!loaded.fresh && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>{grid.stale}</MessageBarBody>
        </MessageBar>
      )}
      {closed && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>{grid.closed}</MessageBarBody>
        </MessageBar>
      )}
      <div className={styles.bar}>
        <Button
          ref={submit}
          appearance="primary"
          icon={<SendRegular />}
          disabledFocusable={busy !== null}
          onClick={() => void submitOwnRows(pane, { unit, register, unsent: held.unsent }, held.onRows)}
        >
          {texts.actions.submit}
        </Button>
        <p className={`${styles.words} ms-font-s`} role="status">
          {now === 0 ? grid.allSent : state.lasting ? grid.unsent(now) : grid.unsentVolatile(now)}
          {elsewhere.length > 0 && ` ${grid.elsewhere(elsewhere.join(texts.comma))}`}
        </p>
        <Button
          appearance="subtle"
          icon={<ArrowClockwiseRegular />}
          disabledFocusable={busy !== null || resource.loading}
          onClick={() => resource.reload()}
        >
          {grid.reload}
        </Button>
        <FileLinks hq={false} />
        <Button icon={<ArrowUploadRegular />} onClick={() => go("upload")}>
          {grid.upload}
        </Button>
      </div>
      {state.receipt !== before && <GridReceipt />}
      {isContested && <ConflictList onSend={() => submitSettledRows(pane, unit, held.onRows)} />}
      <SheetTabs held={held} sheet={sheet} onSheet={setSheet} />
      {wide ? (
        <SheetGrid key={`${sheet} ${period}`} {...props} onLeave={() => submit.current?.focus()} />
      ) : (
        <RowCards key={`${sheet} ${period}`} {...props} />
      )}
    </>
  );
}

/** Kept here or not: a report that is not submitted has not reached headquarters. */
function useLeaving(unsent: boolean): void {
  useEffect(() => {
    if (!unsent) return;
    const onLeave = (event: BeforeUnloadEvent): void => event.preventDefault();
    addEventListener("beforeunload", onLeave);
    return () => removeEventListener("beforeunload", onLeave);
  }, [unsent]);
}
