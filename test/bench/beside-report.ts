/** Submissions while the month's report is made again and again, beside submissions while nothing else is asked. */
import { median, quantile } from "./measure.ts";
import { comparison, type Comparison, figure, type Figure } from "./result.ts";
import type { RunningService } from "./service.ts";
import { HEADQUARTERS, PERIOD, tokenOf } from "./units.ts";

const P99_TARGET = 3;
/** Between two submissions: units do not send without a breath. */
const PAUSE_MS = 40;

export interface BesideReport {
  /** Milliseconds each. */
  readonly idle: readonly number[];
  readonly during: readonly number[];
}

/**
 * @param push sends one submission and answers its milliseconds
 * @param pushes so many before, at least so many during, and so many after the reports
 */
export async function besideReport(
  service: RunningService,
  push: () => Promise<number>,
  pushes: number,
): Promise<BesideReport> {
  const paced = async (): Promise<number> => {
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    return push();
  };
  const times = async (): Promise<number[]> => {
    const all: number[] = [];
    while (all.length < pushes) all.push(await paced());
    return all;
  };
  const before = await times();
  const during: number[] = [];
  while (during.length < pushes) {
    let made = false;
    const report = service
      .ask({ path: `/summary?period=${PERIOD}`, token: tokenOf(HEADQUARTERS), unread: true })
      .finally(() => (made = true));
    while (!made) during.push(await paced());
    await report;
  }
  return { idle: [...before, ...(await times())], during };
}

export function besideReportFigures({ idle, during }: BesideReport, rows: number): Figure[] {
  const count = rows.toLocaleString("en-US");
  const of = (name: string, zh: string, en: string, value: number): Figure =>
    figure(
      `push-${name}`,
      { zh: `当月 ${count} 行 · ${zh}`, en: `a month of ${count} rows, ${en}` },
      value,
      "ms",
    );
  return [
    of("idle-p50", "空闲时一批 p50", "a push while idle, p50", median(idle)),
    of("idle-p99", "空闲时一批 p99", "a push while idle, p99", quantile(idle, 0.99)),
    of("beside-report-p50", "生成月报时一批 p50", "a push while the report is made, p50", median(during)),
    of(
      "beside-report-p99",
      "生成月报时一批 p99",
      "a push while the report is made, p99",
      quantile(during, 0.99),
    ),
  ];
}

export const besideReportComparison = ({ idle, during }: BesideReport): Comparison =>
  comparison({
    name: "p99-beside-report",
    label: { zh: "生成月报时一批的 p99", en: "p99 of a push while the month's report is made" },
    peer: { zh: "空闲时的 p99", en: "p99 while it is not" },
    ratio: quantile(during, 0.99) / quantile(idle, 0.99),
    bound: "most",
    target: P99_TARGET,
  });
