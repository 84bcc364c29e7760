/** Submissions as programs send them. */
import { v7 } from "uuid";
import { TEMPLATE_VERSION } from "../../shared/report/sheets.ts";
import { SubmissionAnswer } from "../../shared/sync/protocol.ts";
import type { BenchRow } from "./report.ts";
import type { Answer, RunningService } from "./service.ts";
import { PERIOD, tokenOf } from "./units.ts";

/** What one submission holds. */
export const ROWS_PER_PUSH = 200;

export interface Push {
  readonly id: string;
  readonly unit: string;
  readonly body: Buffer;
}

export function pushOf(unit: string, rows: readonly BenchRow[]): Push {
  const id = v7();
  const envelope = { submissionId: id, unit, period: PERIOD, channel: "excel", template: TEMPLATE_VERSION };
  return { id, unit, body: Buffer.from(JSON.stringify({ ...envelope, rows })) };
}

export const send = (service: RunningService, { unit, body }: Push): Promise<Answer> =>
  service.ask({ path: "/submissions", token: tokenOf(unit), body });

/** A benchmark that pushed rows which were not taken would measure something else. */
export function assertAllTaken({ body }: Answer): void {
  const { counts } = SubmissionAnswer.parse(JSON.parse(body.toString("utf8")));
  if (counts.created + counts.updated === ROWS_PER_PUSH) return;
  throw new Error(`not every row was taken: ${JSON.stringify(counts)}`);
}
