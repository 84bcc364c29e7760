/** A unit's pane without a network: what is submitted waits, what waits is sent by itself, and nothing twice. */
import { discardWaiting } from "../../addin/pane/tasks/discard.ts";
import { layTemplate } from "../../addin/pane/tasks/lay.ts";
import { resendByItself } from "../../addin/pane/tasks/resend.ts";
import { submitReport } from "../../addin/pane/tasks/submit.ts";
import { aRealService, type RealService } from "../sync/real-service.ts";
import { createHost } from "../host/node-host.ts";
import { Desk } from "./desk.ts";

const NOW = Date.parse("2026-11-03T10:00:00+08:00");
const BRANCH = { account: "招商物流", name: "广州分公司", province: "广东", city: "广州" };

let service: RealService;
let token: string;
let desk: Desk;

beforeEach(async () => {
  service = await aRealService(NOW);
  token = await service.person("王五", "lead", "P01");
  desk = await new Desk(service, token, NOW).open();
  await desk.does(layTemplate);
  desk.fill("branches", 2, BRANCH);
});
afterEach(async () => {
  await service.stop();
});

/** Another workbook, empty, on the same computer, some minutes later. */
const anotherWindow = (minutes: number): Desk =>
  new Desk(service, token, NOW + minutes * 60_000, { host: createHost({}), drawer: desk.drawer });

const goOffline = (): void => desk.pane.set({ online: false });
const goOnline = (): void => desk.pane.set({ online: true });

test("what is submitted waits on disk, and is sent once when the network is back", async () => {
  goOffline();
  await desk.does(submitReport);
  expect(service.line.pushes).toEqual([]);
  expect(desk.pane.state.notice).toContain("1 行已放入待发");
  expect(desk.pane.state.pending).toMatchObject([{ unit: "P01", period: "2026-10", rows: 1, tried: false }]);
  const opened = await new Desk(service, token, NOW, desk).open();
  expect(opened.pane.state.pending).toHaveLength(1);
  await opened.does(resendByItself);
  await opened.does(resendByItself);
  expect(service.line.pushes).toHaveLength(1);
  expect(opened.pane.state).toMatchObject({ pending: [], receipt: { counts: { created: 1 } } });
  expect(opened.cell("branches", 2, "status")).toBe("新增");
});

test("a row that waits is not queued a second time; its newer change goes after the receipt", async () => {
  goOffline();
  await desk.does(submitReport);
  desk.fill("branches", 2, { city: "佛山" });
  desk.fill("branches", 3, { ...BRANCH, name: "深圳分公司", city: "深圳" });
  await desk.does(submitReport);
  expect(desk.pane.state.pending.map(({ rows }) => rows)).toEqual([1, 1]);
  expect(desk.pane.state.notice).toContain("另有 1 行已在待发之中又有改动");
  goOnline();
  await desk.does(submitReport);
  expect(service.line.pushes).toHaveLength(3);
  expect(desk.pane.state.receipt?.counts).toMatchObject({ updated: 1, created: 0, conflict: 0 });
});

test("a service that cannot be reached although there is a network says nothing, and the row waits on", async () => {
  service.line.loseNextReceipt();
  await submitReport(desk.pane);
  expect(desk.pane.state.pending).toMatchObject([{ tried: true }]);
  service.line.loseNextReceipt();
  await desk.does(resendByItself);
  expect(desk.pane.state.pending).toHaveLength(1);
  await desk.does(resendByItself);
  expect(desk.pane.state.pending).toEqual([]);
  expect(new Set(service.line.pushes).size).toBe(1);
  expect(desk.cell("branches", 2, "baseRevision")).toBe(1);
});

test("a window without the rows leaves them for ten minutes to the one that has them", async () => {
  goOffline();
  await desk.does(submitReport);
  const elsewhere = await anotherWindow(9).open();
  await elsewhere.does(resendByItself);
  expect(service.line.pushes).toEqual([]);
  const later = await anotherWindow(11).open();
  await later.does(resendByItself);
  expect(service.line.pushes).toHaveLength(1);
  expect(later.pane.state.pending).toEqual([]);
});

test("what waits is given up only after being asked, and then never sent", async () => {
  goOffline();
  await desk.does(submitReport);
  const [pending] = desk.pane.state.pending;
  if (!pending) throw new Error("nothing waits");
  desk.answers = { confirm: () => false };
  await discardWaiting(desk.pane, pending);
  expect(desk.pane.state.pending).toHaveLength(1);
  desk.answers = { confirm: () => true };
  await discardWaiting(desk.pane, pending);
  expect(desk.pane.state.pending).toEqual([]);
  goOnline();
  await desk.does(resendByItself);
  expect(service.line.pushes).toEqual([]);
});
