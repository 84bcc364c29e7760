/** 本月无动态: reviews that say nothing new, for the accounts that a unit has not reviewed (R5). */
import { v5 } from "uuid";
import { CHOICES } from "../../shared/report/choices.ts";
import { TEMPLATE_VERSION } from "../../shared/report/sheets.ts";
import type { QuietReviews } from "../../shared/sync/months.ts";
import { type PushedRow, type Submission, SubmissionAnswer } from "../../shared/sync/protocol.ts";
import { zhCN } from "../../shared/text/zh-CN.ts";
import type { IssueCode } from "../../shared/problems.ts";
import type { Store } from "../store/store.ts";
import { type Sender, takeIn } from "./intake.ts";

const [, LEVEL] = CHOICES.trend;

/** A submission like any other, and as idempotent. An account that has its review already is left out of the answer. */
export async function takeInQuiet(
  store: Store,
  sender: Sender,
  reviews: QuietReviews,
): Promise<SubmissionAnswer> {
  const text = await takeIn(store, sender, submissionOf(reviews));
  return withoutReviewed(SubmissionAnswer.parse(JSON.parse(text)));
}

function submissionOf({ submissionId, unit, period, ratings }: QuietReviews): Submission {
  const rows = ratings.map(({ account, rating }): PushedRow => ({
    sheet: "reviews",
    // Made of what is asked for: asked again, it is the same row.
    rowId: v5(`${period} ${account}`, submissionId),
    baseRevision: null,
    values: { period, account, rating, trend: LEVEL.value, remark: zhCN.quiet.remark },
  }));
  return { submissionId, unit, period, channel: "web", template: TEMPLATE_VERSION, rows };
}

const REVIEWED: IssueCode = "review_doubled";

function withoutReviewed(answer: SubmissionAnswer): SubmissionAnswer {
  const outcomes = answer.outcomes.filter(({ issues }) => !issues.some(({ code }) => code === REVIEWED));
  const rejected = answer.counts.rejected - (answer.outcomes.length - outcomes.length);
  return { ...answer, outcomes, counts: { ...answer.counts, rejected } };
}
