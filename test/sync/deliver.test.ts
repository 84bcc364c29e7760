import { deliver, type Delivery } from "../../addin/sync/deliver.ts";
import { memoryDrawer } from "../../addin/sync/drawer.ts";
import { Outbox, type Pending } from "../../addin/sync/outbox.ts";
import { ServiceProblem } from "../../addin/sync/trouble.ts";
import type { SubmissionAnswer } from "../../shared/sync/protocol.ts";
import { id } from "./rows.ts";

const aPending = (n: number): Pending => ({
  submissionId: id(n),
  unit: "P01",
  period: "2026-10",
  body: `{"submissionId":"${id(n)}"}`,
  rows: 1,
  madeAt: `2026-11-03T02:00:0${n}.000Z`,
  tried: true,
});

const anAnswer = (body: string): SubmissionAnswer => ({
  submissionId: JSON.parse(body).submissionId,
  cursor: 1,
  receivedAt: "2026-11-03T02:00:10.000Z",
  outcomes: [],
  counts: { created: 0, updated: 0, merged: 0, unchanged: 0, deleted: 0, conflict: 0, rejected: 0 },
});

/** A delivery over a line on which `submit` happens; what it does is written down. */
function aDelivery(
  submit: (body: string) => Promise<SubmissionAnswer>,
  stopped: () => boolean = () => false,
) {
  const outbox = new Outbox(memoryDrawer(), "lead/P01/王五");
  const applied: string[] = [];
  const waited: number[] = [];
  const delivery: Delivery = {
    outbox,
    submit,
    apply: async ({ submissionId }) => void applied.push(submissionId),
    wait: async (seconds) => void waited.push(seconds),
    stopped,
    onProgress: () => undefined,
    onWait: () => undefined,
  };
  return { delivery, outbox, applied, waited };
}

describe("delivering submissions", () => {
  test("a submission lies in the outbox before it is sent, and leaves it once its answer is in the workbook", async () => {
    const seen: string[] = [];
    const { delivery, outbox, applied } = aDelivery(async (body) => {
      seen.push(...(await outbox.waiting()).map(({ submissionId }) => submissionId));
      return anAnswer(body);
    });
    expect(await deliver([aPending(1), aPending(2)], delivery)).toBe(2);
    expect(seen).toEqual([id(1), id(2)]);
    expect(applied).toEqual([id(1), id(2)]);
    expect(await outbox.waiting()).toEqual([]);
  });

  test("one without an answer stays, and those after it are not sent", async () => {
    const sent: string[] = [];
    const { delivery, outbox } = aDelivery(async (body) => {
      sent.push(body);
      throw new ServiceProblem("network");
    });
    await expect(deliver([aPending(1), aPending(2)], delivery)).rejects.toThrow("network");
    expect(sent).toHaveLength(1);
    expect(await outbox.waiting()).toEqual([aPending(1)]);
  });

  test("one whose answer could not be written into the workbook stays too", async () => {
    const { delivery, outbox } = aDelivery(async (body) => anAnswer(body));
    const failing = { ...delivery, apply: () => Promise.reject(new Error("a cell is being edited")) };
    await expect(deliver([aPending(1)], failing)).rejects.toThrow("a cell is being edited");
    expect(await outbox.waiting()).toEqual([aPending(1)]);
  });

  test("one that the service refuses for good does not come again; one refused for want of a sign-in does", async () => {
    const refused = aDelivery(() => Promise.reject(new ServiceProblem("problem", { status: 422 })));
    await expect(deliver([aPending(1)], refused.delivery)).rejects.toThrow("422");
    expect(await refused.outbox.waiting()).toEqual([]);
    const signedOut = aDelivery(() => Promise.reject(new ServiceProblem("signedOut", { status: 401 })));
    await expect(deliver([aPending(1)], signedOut.delivery)).rejects.toThrow("401");
    expect(await signedOut.outbox.waiting()).toHaveLength(1);
  });

  test("a busy service is asked again after as long as it says, up to a minute", async () => {
    const answers = [7, 300].map((retryAfter) => new ServiceProblem("busy", { status: 503, retryAfter }));
    const { delivery, waited } = aDelivery(async (body) => {
      const problem = answers.shift();
      if (problem) throw problem;
      return anAnswer(body);
    });
    expect(await deliver([aPending(1)], delivery)).toBe(1);
    expect(waited).toEqual([7, 60]);
  });

  test("a service that stays busy is left in peace, and the submission waits", async () => {
    const { delivery, outbox, waited } = aDelivery(() =>
      Promise.reject(new ServiceProblem("busy", { status: 429, retryAfter: 1 })),
    );
    await expect(deliver([aPending(1)], delivery)).rejects.toThrow("429");
    expect(waited).toHaveLength(4);
    expect(await outbox.waiting()).toHaveLength(1);
  });

  test("the user can stop between two submissions; the second was never sent and waits for nothing", async () => {
    const sent: string[] = [];
    const { delivery, outbox } = aDelivery(
      async (body) => {
        sent.push(body);
        return anAnswer(body);
      },
      () => sent.length === 1,
    );
    expect(await deliver([aPending(1), aPending(2)], delivery)).toBe(1);
    expect(await outbox.waiting()).toEqual([]);
  });
});
