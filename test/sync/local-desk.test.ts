/** The pane and the replica's worker: questions, answers, and what happens when the worker or the service is not there. */
import initSqlJs from "sql.js";
import { figuresBy, type LocalFigures } from "../../addin/sync/local/figures.ts";
import { ReplicaDesk } from "../../addin/sync/local/desk.ts";
import type { Engine } from "../../addin/sync/local/database.ts";
import type { Told } from "../../addin/sync/local/messages.ts";

const SIGNED = { token: "dk_nobody", language: "zh" } as const;
const LEAD = { owner: "lead/P01/王五", hq: false };
/** A port where nothing listens. */
const WHERE = { drawer: "dakehu", origin: "http://127.0.0.1:9", wasm: "" };

const desks: ReplicaDesk[] = [];
// A window that is closed tells the others nothing more; here all windows are one process, which would never end.
afterEach(() => {
  for (const desk of desks.splice(0)) desk.hear({ id: 0, ask: "close", given: null });
});

/** Pane and worker in one process; messages are copied as a browser copies them. */
function aPair(engine: () => Promise<Engine>): { figures: LocalFigures; breaks: () => void } {
  let tell: (told: Told) => void = () => undefined;
  let breaks = (): void => undefined;
  const desk = new ReplicaDesk({
    engine,
    tell: (told) => tell(structuredClone(told)),
    later: (work) => work(),
  });
  desks.push(desk);
  const figures = figuresBy(
    {
      ask: (asked) => desk.hear(structuredClone(asked)),
      onTold: (listener) => (tell = listener),
      onBroken: (listener) => (breaks = listener),
    },
    WHERE,
  );
  return { figures, breaks: () => breaks() };
}

test("a service that is not there is told as such, and what is known stays", async () => {
  const { figures } = aPair(() => initSqlJs());
  expect(await figures.open(LEAD)).toEqual({ cursor: 0, at: null });
  await expect(figures.catchUp(SIGNED)).rejects.toMatchObject({ name: "ServiceProblem", kind: "network" });
  expect(await figures.ownMonth("P01", "2026-10")).toBeNull();
});

test("an engine that did not come through the network is asked for again", async () => {
  let tries = 0;
  const { figures } = aPair(() => {
    tries += 1;
    return tries === 1 ? Promise.reject(new Error("no wasm")) : initSqlJs();
  });
  await expect(figures.open(LEAD)).rejects.toThrow("no wasm");
  expect(await figures.summary("2026-10")).toBeNull();
  expect(tries).toBe(2);
});

test("after signing out nothing of what was open can be asked for any more", async () => {
  const { figures } = aPair(() => initSqlJs());
  await figures.open(LEAD);
  await figures.close();
  await expect(figures.ownMonth("P01", "2026-10")).rejects.toThrow("nobody has said whose replica");
  expect(await figures.open(LEAD)).toEqual({ cursor: 0, at: null });
});

test("where the worker cannot run, no question waits for ever", async () => {
  const { figures, breaks } = aPair(() => new Promise(() => undefined));
  const asked = figures.open(LEAD);
  breaks();
  await expect(asked).rejects.toThrow("does not run here");
  await expect(figures.summary("2026-10")).rejects.toThrow("does not run here");
});
