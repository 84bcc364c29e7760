/** 导入 CSV: all rows checked in the worker; and what the headings were said to stand for remembered. */
import { dayInChina } from "../../../shared/report/dates.ts";
import { contentsOf, type KnownContents } from "../../../shared/report/row-content.ts";
import type { SheetKey } from "../../../shared/report/sheets.ts";
import type { NewCsvHeadings } from "../../../shared/sync/csv.ts";
import { type CsvCheck, type CsvSource, type CsvSum, CsvTrouble } from "../../sync/csv/source.ts";
import { readRegister } from "../../sync/register.ts";
import { rowsOfPeriod } from "../../sync/replica.ts";
import { ServiceProblem } from "../../sync/trouble.ts";
import type { Pane } from "../pane.ts";
import { number } from "../wording.ts";
import { catchUp } from "./feed.ts";
import { saveFile } from "./save-file.ts";

export type CsvPlan = Omit<CsvCheck, "today" | "register" | "known">;

/** `onDone` is not called where the check was stopped, or the file cannot be read to its end. */
export const checkCsv = (
  pane: Pane,
  source: CsvSource,
  plan: CsvPlan,
  onDone: (sum: CsvSum) => void,
): Promise<void> =>
  pane.run("check", async (task) => {
    const { surroundings, texts } = pane;
    task.tell(texts.csv.reading);
    const { connection } = surroundings.service;
    const { register } = await readRegister(connection, surroundings.drawer, plan.unit);
    const known = await reportedBy(pane, plan);
    const today = dayInChina(surroundings.now());
    task.mayStop();
    try {
      const sum = await source.check({ ...plan, today, register, known }, ({ done, rows }) => {
        if (task.stopped()) source.stop();
        task.tell(texts.csv.checking(number(rows)), done);
      });
      if (sum) onDone(sum);
      else pane.set({ notice: texts.csv.stopped });
    } catch (cause) {
      if (!(cause instanceof CsvTrouble)) throw cause;
      pane.set({ trouble: csvTrouble(pane, cause) });
    }
  });

/** Without a network, what is kept here of the unit's rows does. */
async function reportedBy(pane: Pane, { unit, sheet, period }: CsvPlan): Promise<KnownContents> {
  try {
    await catchUp(pane, unit);
  } catch (cause) {
    if (!(cause instanceof ServiceProblem) || !(cause.answerIsLost || cause.kind === "busy")) throw cause;
  }
  const rows = rowsOfPeriod(await pane.replicas.load(unit), period);
  return contentsOf(rows.filter((row) => row.sheet === sheet));
}

const csvTrouble = ({ texts: { csv } }: Pane, { reason, line }: CsvTrouble) => ({
  title: csv.troubleTitle,
  fix: reason === "unclosed" ? csv.unclosed(line) : csv.tooMany,
  retry: null,
});

/** That it could not be remembered hinders nobody: the next file asks again. */
export async function rememberHeadings(
  pane: Pane,
  unit: string,
  sheet: SheetKey,
  headings: NewCsvHeadings["headings"],
): Promise<void> {
  await pane.surroundings.service.rememberCsvHeadings(unit, sheet, { headings }).catch(() => undefined);
}

export const saveFaultList = (pane: Pane, source: CsvSource, name: string): Promise<void> =>
  pane.run("download", async () => {
    const text = await source.faultList(pane.language);
    saveFile(new Blob([text], { type: "text/csv;charset=utf-8" }), pane.texts.csv.fileName(name));
  });
