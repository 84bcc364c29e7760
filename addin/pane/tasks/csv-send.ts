/** 导入: the sound rows of a checked CSV file go to the service as every push does, or into the open sheet. */
import { templatePlan } from "../../../shared/plan/template.ts";
import { type SheetKey, TEMPLATE_VERSION } from "../../../shared/report/sheets.ts";
import { readReport } from "../../../shared/report/workbook.ts";
import type { PushedRow, SubmissionAnswer } from "../../../shared/sync/protocol.ts";
import type { CsvRow, CsvSource } from "../../sync/csv/source.ts";
import { deliver } from "../../sync/deliver.ts";
import { portionsOf } from "../../sync/push.ts";
import { readRegister } from "../../sync/register.ts";
import { type Counts, NO_ROWS } from "../../../shared/sync/outcomes.ts";
import type { Workbook } from "../../workbook.ts";
import type { Pane, Task } from "../pane.ts";
import type { Place } from "../state.ts";
import { number } from "../wording.ts";

export interface CsvImport {
  readonly sheet: SheetKey;
  readonly unit: Place;
  readonly period: string;
  /** How many rows may go. */
  readonly sound: number;
}

export interface RefusedLine {
  readonly line: number;
  /** In the user's language. */
  readonly reasons: readonly string[];
}

export interface CsvSent {
  /** Rows that the service has answered. */
  readonly done: number;
  readonly counts: Counts;
  readonly refused: readonly RefusedLine[];
}

/** What is sent at a time: a page that packs and unpacks so many does not halt. */
const PORTION = { rows: 2000, bytes: 4_000_000 };

/**
 * Portion after portion, each in the outbox before it goes. Whatever was cut short is sent again from the beginning:
 * rows know themselves again by what they say, and those that are there are left as they are.
 *
 * @param onSent what has been done so far, after every portion
 */
export const sendCsv = (
  pane: Pane,
  source: CsvSource,
  plan: CsvImport,
  onSent: (sent: CsvSent) => void,
): Promise<void> =>
  pane.run("submit", async (task) => {
    task.mayStop();
    let sent: CsvSent = { done: 0, counts: NO_ROWS, refused: [] };
    try {
      for (let from = 0; from < plan.sound && !task.stopped(); from += PORTION.rows) {
        task.tell(pane.texts.csv.sending(number(from), number(plan.sound)), from / plan.sound);
        const rows = await source.rows(from, PORTION.rows);
        await sendPortion(pane, task, plan, rows, (answer) => {
          sent = added(sent, rows, answer);
          onSent(sent);
        });
      }
      if (task.stopped()) pane.set({ notice: pane.texts.csv.stoppedSending });
    } finally {
      pane.set({ pending: await pane.outbox.waiting() });
    }
  });

async function sendPortion(
  pane: Pane,
  task: Task,
  { sheet, unit, period }: CsvImport,
  rows: readonly CsvRow[],
  onAnswer: (answer: SubmissionAnswer) => void,
): Promise<void> {
  const { surroundings, outbox, texts } = pane;
  const envelope = { unit: unit.code, period, channel: "csv" as const, template: TEMPLATE_VERSION };
  const madeAt = new Date(surroundings.now()).toISOString();
  const pushed = rows.map(({ rowId, baseRevision, values }): PushedRow => ({
    sheet,
    rowId,
    baseRevision,
    values: { ...values },
  }));
  const portions = portionsOf(pushed, envelope, surroundings.newId, PORTION);
  const pendings = portions.map((portion) => ({ ...portion, unit: unit.code, period, madeAt, tried: false }));
  await deliver(pendings, {
    outbox,
    submit: (body) => surroundings.service.submit(body),
    apply: async (_, answer) => onAnswer(answer),
    wait: surroundings.wait,
    stopped: task.stopped,
    onProgress: () => undefined,
    onWait: (seconds) => task.tell(texts.csv.waiting(seconds)),
  });
}

function added(sent: CsvSent, rows: readonly CsvRow[], answer: SubmissionAnswer): CsvSent {
  const lines = new Map(rows.map(({ rowId, line }) => [rowId, line]));
  const counts = { ...sent.counts };
  const refused: RefusedLine[] = [];
  for (const { rowId, outcome, issues } of answer.outcomes) {
    counts[outcome] += 1;
    if (outcome === "rejected" || outcome === "conflict") {
      refused.push({ line: lines.get(rowId) ?? 0, reasons: issues.map(({ message }) => message) });
    }
  }
  return {
    done: sent.done + answer.outcomes.length,
    counts,
    refused: [...sent.refused, ...refused],
  };
}

/** Appends the rows that are not in the workbook yet, as a pull does. Excel gets as many at a time as it takes well. */
export const putCsvIntoSheet = (
  pane: Pane,
  workbook: Workbook,
  source: CsvSource,
  { sheet, unit, period, sound }: CsvImport,
): Promise<void> =>
  pane.run("lay", async (task) => {
    const { surroundings, texts, language } = pane;
    const { register } = await readRegister(surroundings.service.connection, surroundings.drawer, unit.code);
    const there = new Set(
      readReport(await workbook.read()).sheets.flatMap(({ rows }) => rows.map(({ rowId }) => rowId)),
    );
    task.mayStop();
    let placed = 0;
    for (let from = 0; from < sound && !task.stopped(); from += PORTION.rows) {
      task.tell(texts.csv.placing(number(from), number(sound)), from / sound);
      const rows = (await source.rows(from, PORTION.rows)).filter(({ rowId }) => !there.has(rowId));
      if (rows.length === 0) continue;
      // Revision 0 reads as none: the service has not seen the row.
      const added = rows.map(({ rowId, baseRevision, values }) => ({
        sheet,
        rowId,
        revision: baseRevision ?? 0,
        values,
      }));
      await workbook.lay(templatePlan({ unit, period, register, rows: added, language }));
      placed += rows.length;
    }
    pane.set({
      workbook: await workbook.state(),
      notice: placed === 0 ? texts.csv.toSheetNone : texts.csv.toSheetDone(number(placed)),
    });
  });
