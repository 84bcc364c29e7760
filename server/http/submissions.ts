/** `POST /submissions`: the push. */
import { z } from "zod";
import { MAX_BYTES, MAX_ROWS, PushedRow, Submission, SubmissionAnswer } from "../../shared/sync/protocol.ts";
import { takeIn } from "../intake/intake.ts";
import { jsonText } from "./reply.ts";
import { route } from "./route.ts";

export const submissions = [
  route({
    method: "post",
    path: "/submissions",
    access: "writeRows",
    summary: { zh: "提交一批行", en: "Push rows; the same submission gets the same answer, byte for byte" },
    body: Submission,
    describedBody: Submission.extend({ rows: z.array(PushedRow).max(MAX_ROWS) }),
    limit: MAX_BYTES,
    answer: SubmissionAnswer,
    problems: ["unit_forbidden", "unit_unknown", "submission_differs", "template_newer", "period_invalid"],
    handle: async ({ person, language, body }, { store, clock }) =>
      jsonText(await takeIn(store, { person, language, at: clock() }, body)),
  }),
];
