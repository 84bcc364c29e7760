/** What the reports of months are made of, all on one state of the store: the snapshot's. */
import type { ReportReading } from "../report-reading.ts";
import { answersTo } from "./answers.ts";
import type { Connection } from "./connection.ts";
import { filedUnits, missingUnits } from "./filed-reads.ts";
import { cursorIn } from "./intake-writes.ts";
import { periodIn } from "./periods.ts";
import { latestIn, reportIn, wordsIn } from "./reports.ts";

export const reportReading = (snapshot: Connection): ReportReading => ({
  answers: (queries) => answersTo(snapshot, queries),
  cursor: () => cursorIn(snapshot),
  words: (period) => wordsIn(snapshot, period),
  latest: (period) => latestIn(snapshot, period),
  report: (number) => reportIn(snapshot, number),
  period: (period) => periodIn(snapshot, period),
  filed: (period, sight) => filedUnits(snapshot, period, sight),
  missing: (period) => missingUnits(snapshot, period),
});
