/** Headquarters looks after the outbox in the pane. */
import { layTemplate } from "../../addin/pane/tasks/lay.ts";
import { saveCopySettings, sendAgain } from "../../addin/pane/tasks/copies.ts";
import { submitReport } from "../../addin/pane/tasks/submit.ts";
import type { Copy } from "../../shared/sync/copies.ts";
import { aRealService, type RealService } from "../sync/real-service.ts";
import { Desk } from "./desk.ts";

const NOW = Date.parse("2026-11-03T10:00:00+08:00");
const BOUGHT = { account: "招商物流", product: "半挂车", supplier: "本集团", units: 12, amount: 345.6 };

let service: RealService;
let hq: Desk;

beforeEach(async () => {
  service = await aRealService(NOW);
  const unit = await new Desk(service, await service.person("王五", "lead", "P01"), NOW).open();
  await unit.does(layTemplate);
  unit.fill("purchases", 2, BOUGHT);
  await unit.does(submitReport);
  hq = await new Desk(service, await service.person("陈静", "hq", null), NOW).open();
});
afterEach(() => service.stop());

const outbox = () => hq.pane.surroundings.service.copies({ limit: 50 });

async function sentAgain(copy: Copy): Promise<Copy | undefined> {
  let now: Copy | undefined;
  await hq.does((pane) => sendAgain(pane, copy, (changed) => (now = changed)));
  return now;
}

describe("抄送", () => {
  test("a copy without an address goes on its way once HQ has given one", async () => {
    const { copies, counts, mailing } = await outbox();
    expect(mailing).toBe(false);
    expect(counts).toMatchObject({ "no-address": 2, waiting: 0 });
    const own = copies.find(({ to }) => to.role === "hq");
    if (!own) throw new Error("headquarters are not told");
    expect(await sentAgain(own)).toMatchObject({ state: "no-address" });
    expect(hq.pane.state.notice).toContain("没有登记邮箱");
    await hq.does((pane) =>
      saveCopySettings(pane, { hqAddresses: ["marketing@hq.example"], remindDays: [2] }, () => undefined),
    );
    expect(await sentAgain(own)).toMatchObject({
      state: "waiting",
      to: { address: "marketing@hq.example" },
    });
    expect((await outbox()).counts).toMatchObject({ "no-address": 1, waiting: 1 });
  });

  test("what has failed is sent again only when HQ agrees, knowing why it failed", async () => {
    const [copy] = (await outbox()).copies;
    if (!copy) throw new Error("nobody is told");
    const failed: Copy = { ...copy, state: "failed", error: "550 no such user here" };
    hq.answers = { confirm: () => false };
    expect(await sentAgain(failed)).toBeUndefined();
    expect(hq.asked).toMatchObject([
      { kind: "confirm", paragraphs: expect.arrayContaining(["550 no such user here"]) },
    ]);
    hq.answers = { confirm: () => true };
    expect(await sentAgain(failed)).toMatchObject({ id: copy.id });
  });
});
