/** The pane's local replica: kept, taken up again, shared by two windows, thrown away, damaged. */
import initSqlJs from "sql.js";
import { type Drawer, memoryDrawer } from "../../addin/sync/drawer.ts";
import type { Engine } from "../../addin/sync/local/database.ts";
import { LocalReplica } from "../../addin/sync/local/replica.ts";
import { ServiceProblem } from "../../addin/sync/trouble.ts";
import { FeedOfRows } from "./local-rows.ts";

const LEAD = { owner: "lead/P01/王五", hq: false };
const HQ = { owner: "hq/hq/刘洋", hq: true };

let engine: Engine;
let drawer: Drawer;
let feed: FeedOfRows;

beforeAll(async () => {
  engine = await initSqlJs();
});
beforeEach(() => {
  drawer = memoryDrawer();
  feed = new FeedOfRows();
  feed.bought(1, 10);
  feed.bought(2, 5, { unit: "P02" });
  feed.bought(3, 7);
});

/** A pane's replica; each window has one of its own over the same drawer. */
async function aWindow(of = LEAD): Promise<LocalReplica> {
  const replica = new LocalReplica(engine, drawer, of, feed);
  await replica.open();
  return replica;
}

const unitsIn = (replica: LocalReplica): number | undefined => replica.ownMonth("P01", "2026-10")?.ours.units;

describe("a unit's month without the network", () => {
  test("is not guessed at before anything has been read", async () => {
    expect((await aWindow()).ownMonth("P01", "2026-10")).toBeNull();
  });

  test("counts the unit's own rows, each in its latest revision, and no deleted one", async () => {
    const replica = await aWindow();
    feed.bought(1, 12);
    feed.bought(3, 7, { deleted: true });
    feed.bought(4, 3, { values: { account: "招商物流", supplier: "竞争对手", units: 3, amount: null } });
    feed.tells(5, { sheet: "reviews", period: "2026-10", values: { account: "招商物流", rating: 4 } });
    await replica.catchUp();
    expect(replica.ownMonth("P01", "2026-10")).toEqual({
      ours: { units: 12, amount: 12.34 },
      rivals: { units: 3, amount: 0 },
      purchases: 2,
      reviews: 1,
      events: 0,
    });
  });

  test("is taken up as it was kept, and only what is new is read", async () => {
    const before = await aWindow();
    await before.catchUp();
    await before.save();
    const after = await aWindow();
    expect(unitsIn(after)).toBe(17);
    feed.bought(1, 11);
    await after.catchUp();
    expect(unitsIn(after)).toBe(18);
    expect(feed.fromTheStart).toBe(1);
  });

  test("of another person on the same computer is another's", async () => {
    const replica = await aWindow();
    await replica.catchUp();
    await replica.save();
    expect((await aWindow({ owner: "lead/P02/李四", hq: false })).reached()).toEqual({ cursor: 0, at: null });
  });

  test("stays as it was where the service is not there in the middle of the feed", async () => {
    const replica = await aWindow();
    await replica.catchUp();
    feed.feed = () => Promise.reject(new ServiceProblem("network"));
    await expect(replica.catchUp()).rejects.toThrow("network");
    expect(unitsIn(replica)).toBe(17);
  });
});

describe("thrown away and read anew", () => {
  test("when the user asks for it", async () => {
    const replica = await aWindow();
    await replica.catchUp();
    await replica.save();
    await replica.rebuild();
    expect(unitsIn(replica)).toBe(17);
    expect(feed.fromTheStart).toBe(2);
  });

  test.each([
    ["cut off", (bytes: Uint8Array) => bytes.slice(0, 5000)],
    ["overwritten", (bytes: Uint8Array) => bytes.fill(7, 4096)],
    ["no database at all", () => new TextEncoder().encode("谁动了我的数据")],
  ])("by itself when the kept file is %s", async (_, damage) => {
    const replica = await aWindow();
    await replica.catchUp();
    await replica.save();
    const key = "local-file/lead/P01/王五";
    const kept = (await drawer.get(key)) as { bytes: Uint8Array };
    await drawer.put(key, { ...kept, bytes: damage(kept.bytes) });
    const after = await aWindow();
    expect(after.reached()).toEqual({ cursor: 0, at: null });
    await after.catchUp();
    expect(unitsIn(after)).toBe(17);
  });

  test("by itself when it was made by another release", async () => {
    const replica = await aWindow();
    await replica.catchUp();
    await replica.save();
    const key = "local-file/lead/P01/王五";
    await drawer.put(key, { ...((await drawer.get(key)) as object), made: "version 0" });
    expect((await aWindow()).reached().cursor).toBe(0);
  });
});

describe("two windows", () => {
  test("share one file: whoever has read further wins, the other takes it up", async () => {
    const [one, other] = [await aWindow(), await aWindow()];
    await one.catchUp();
    feed.bought(1, 20);
    await other.catchUp();
    expect(await other.save()).toBe(true);
    expect(await one.save()).toBe(false);
    expect(unitsIn(one)).toBe(27);
    expect(unitsIn(await aWindow())).toBe(27);
  });

  test("the one that is behind reads on from where the other stands", async () => {
    const [one, other] = [await aWindow(), await aWindow()];
    await one.catchUp();
    await one.save();
    await other.catchUp();
    expect(unitsIn(other)).toBe(17);
    expect(feed.fromTheStart).toBe(1);
  });

  test("one throws everything away while the other goes on; nothing is lost", async () => {
    const [one, other] = [await aWindow(), await aWindow()];
    await one.catchUp();
    await one.save();
    await other.takeUpNewer();
    await one.rebuild();
    feed.bought(1, 30);
    await other.catchUp();
    await Promise.all([one.save(), other.save()]);
    expect(unitsIn(await aWindow())).toBe(37);
  });
});

describe("headquarters", () => {
  test("has the month's figures of all units", async () => {
    const replica = await aWindow(HQ);
    await replica.catchUp();
    const summary = replica.summary("2026-10");
    expect(summary?.figures.ourUnits.value).toBe(22);
    expect(summary).toMatchObject({ period: "2026-10", cursor: 3 });
  });

  test("keeps no month that no report it works on speaks of, and makes no report from too few months", async () => {
    feed.bought(8, 900, { period: "2025-08" });
    feed.bought(9, 40, { period: "2025-10" });
    const replica = await aWindow(HQ);
    await replica.catchUp();
    expect(replica.summary("2026-10")?.figures.ourUnits.lastYear).toBe(40);
    expect(replica.summary("2026-08")).toBeNull();
    expect(replica.ownMonth("P01", "2025-08")?.purchases).toBe(0);
  });

  test("a row that moved to a month that is not kept leaves the month where it stood", async () => {
    const replica = await aWindow(HQ);
    await replica.catchUp();
    feed.bought(1, 10, { period: "2025-01" });
    await replica.catchUp();
    expect(replica.ownMonth("P01", "2026-10")?.ours.units).toBe(7);
  });
});
