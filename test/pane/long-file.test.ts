/** Headquarters downloads the master: it sees how far the service is, and may stop. */
import { downloadLong } from "../../addin/pane/tasks/long-file.ts";
import { layTemplate } from "../../addin/pane/tasks/lay.ts";
import { submitReport } from "../../addin/pane/tasks/submit.ts";
import { zhCN } from "../../shared/text/zh-CN.ts";
import { Gate } from "../files/a-gate.ts";
import { aRealService, type RealService } from "../sync/real-service.ts";
import { Desk } from "./desk.ts";

const NOW = Date.parse("2026-11-03T10:00:00+08:00");
const { longFile } = zhCN;

let service: RealService;
let hq: Desk;
let gate: Gate;
let saved: { readonly name: string; readonly content: Blob }[];

beforeEach(async () => {
  gate = new Gate();
  saved = [];
  service = await aRealService(NOW, { writer: gate });
  const unit = await new Desk(service, await service.person("王五", "lead", "P01"), NOW).open();
  await unit.does(layTemplate);
  unit.fill("purchases", 2, { account: "招商物流", product: "半挂车", supplier: "本集团", units: 12 });
  await unit.does(submitReport);
  hq = await new Desk(service, await service.person("陈静", "hq-admin", null), NOW).open();
});
afterEach(() => service.stop());

const download = (): Promise<void> =>
  downloadLong(hq.pane, { kind: "master" }, "dakehu-master.xlsx", (content, name) => {
    saved.push({ name, content });
  });

/** Resolves at the first moment at which the pane shows that. */
const shown = (message: string): Promise<void> =>
  new Promise((resolve) => {
    const stop = hq.pane.subscribe(() => {
      if (hq.pane.state.busy?.message !== message) return;
      stop();
      resolve();
    });
  });

test("it shows the rows written of all rows, with a button that stops, and saves the file in the end", async () => {
  const begun = shown(longFile.writing("0", "10"));
  const over = download();
  await begun;
  expect(hq.pane.state.busy).toMatchObject({ task: "download", done: 0, canStop: true });
  gate.letGo();
  await over;
  expect(hq.pane.state).toMatchObject({ busy: null, trouble: null });
  expect(saved.map(({ name }) => name)).toEqual(["dakehu-master.xlsx"]);
  expect(await saved[0]?.content.slice(0, 2).text()).toBe("PK");
});

test("stopped, the service writes it no further, and nothing is saved", async () => {
  const begun = shown(longFile.writing("0", "10"));
  const over = download();
  await begun;
  hq.pane.stop();
  await over;
  expect(hq.pane.state).toMatchObject({ busy: null, trouble: null, notice: longFile.stopped });
  expect([gate.ended, saved]).toEqual([1, []]);
});

test("where the service cannot write it, that is said with what to do, and trying again is offered", async () => {
  gate.fail(new Error("the disk is full"));
  await download();
  expect(hq.pane.state.trouble).toMatchObject({ title: longFile.failed, fix: longFile.failedFix });
  expect(hq.pane.state.trouble?.retry).not.toBeNull();
  expect(saved).toEqual([]);
});
