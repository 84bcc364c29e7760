/** Finding rows, correcting them, bringing deleted ones back. */
import { nameKey } from "../../../shared/register/names.ts";
import { type SheetKey, TEMPLATE_VERSION } from "../../../shared/report/sheets.ts";
import type { Values } from "../../../shared/report/value.ts";
import type { FeedPage, PushedRow, Revision, RowOutcome } from "../../../shared/sync/protocol.ts";
import { type FeedQuery, readFeed } from "../../sync/pull.ts";
import type { Pane } from "../pane.ts";

export interface RowQuery {
  /** null: any. */
  readonly sheet: SheetKey | null;
  /** "" is any, here and below. */
  readonly unit: string;
  readonly period: string;
  readonly account: string;
  /** Part of any column's value. */
  readonly text: string;
}

export interface FoundRows {
  /** In their latest revision, deleted ones too, those changed last first. */
  readonly rows: readonly Revision[];
  /** Revisions looked at. */
  readonly read: number;
  /** False where it was stopped before the end. */
  readonly whole: boolean;
}

/**
 * Reads the change feed of what is asked for to its end, and keeps what matches: the service looks for unit, month and
 * sheet, the rest is looked at here. `onPage` is told how far it is.
 */
export async function findRows(
  feed: (query: FeedQuery) => Promise<FeedPage>,
  query: RowQuery,
  onPage: (read: number, found: number) => void,
  stopped: () => boolean,
): Promise<FoundRows> {
  const found = new Map<string, Revision>();
  let read = 0;
  let more = true;
  await readFeed(
    async (asked) => {
      const page = await feed(asked);
      ({ more } = page);
      return page;
    },
    {
      since: 0,
      ...(query.sheet === null ? {} : { sheet: query.sheet }),
      ...(query.unit === "" ? {} : { unit: query.unit }),
      ...(query.period === "" ? {} : { period: query.period }),
    },
    (page) => {
      read += page.length;
      for (const revision of page) {
        // A later revision may no longer say what is looked for.
        if (matches(revision, query)) found.set(revision.rowId, revision);
        else found.delete(revision.rowId);
      }
      onPage(read, found.size);
    },
    stopped,
  );
  return { rows: [...found.values()].sort((a, b) => b.cursor - a.cursor), read, whole: !more };
}

function matches({ values, account }: Revision, query: RowQuery): boolean {
  if (query.account !== "") {
    const key = nameKey(query.account);
    const names = [account, values.account, values.name].filter((name) => typeof name === "string");
    if (!names.some((name) => nameKey(name) === key)) return false;
  }
  const text = query.text.trim().toLowerCase();
  return (
    text === "" ||
    Object.values(values).some((value) =>
      String(value ?? "")
        .toLowerCase()
        .includes(text),
    )
  );
}

/** The row as it stands at the service, which a correction builds on. */
export type Standing = Pick<Revision, "sheet" | "rowId" | "unit" | "period" | "revision">;

export interface Correction {
  readonly standing: Standing;
  readonly row: PushedRow;
  readonly reason: string;
}

export const correctionOf = (standing: Standing, values: Values, reason: string): Correction => ({
  standing,
  row: {
    sheet: standing.sheet,
    rowId: standing.rowId,
    baseRevision: standing.revision,
    values: { ...values },
  },
  reason,
});

/**
 * Sends a correction as a submission for the row's own unit and month; `onAnswer` gets what came of it. Trying again
 * after a lost answer sends the same bytes, so that nothing is written twice.
 */
export function sendCorrection(
  pane: Pane,
  { standing, row, reason }: Correction,
  onAnswer: (outcome: RowOutcome) => void,
): Promise<void> {
  const { texts, surroundings, state } = pane;
  const body = JSON.stringify({
    submissionId: surroundings.newId(),
    unit: standing.unit,
    // An event belongs to the month it is told in: its own, so that a correction does not move it.
    period: standing.period ?? state.period,
    channel: "web",
    template: TEMPLATE_VERSION,
    rows: [{ ...row, reason }],
  });
  return pane.run("correct", async (task) => {
    task.tell(texts.history.sending);
    const { outcomes } = await surroundings.service.submit(body);
    const [outcome] = outcomes;
    if (!outcome) return;
    const done = outcome.outcome !== "rejected" && outcome.outcome !== "conflict";
    if (done) pane.set({ notice: texts.history.done[outcome.outcome] });
    onAnswer(outcome);
  });
}

/** Brings a deleted row back as it was before; the reason is asked for. */
export async function restoreRow(
  pane: Pane,
  standing: Standing,
  values: Values,
  onAnswer: (outcome: RowOutcome) => void,
): Promise<void> {
  const { history } = pane.texts;
  if (pane.state.busy) return;
  const reason = await pane.ask("reason", {
    title: history.restoreTitle,
    paragraphs: [history.restoreBody],
    label: history.restoreReason,
    go: history.restore,
    required: true,
  });
  if (reason !== null) await sendCorrection(pane, correctionOf(standing, values, reason), onAnswer);
}

/** The row that is selected in the workbook's master. */
export const showMasterRow = (pane: Pane, onOpen: (rowId: string) => void): Promise<void> =>
  pane.run("correct", async () => {
    const selection = await pane.surroundings.workbook?.selectedMasterRow();
    if (selection) onOpen(selection.rowId);
    else pane.set({ notice: pane.texts.history.noMasterRow });
  });
