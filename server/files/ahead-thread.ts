/** What a thread does that draws rows ahead of who writes them to a file. */
import { once } from "node:events";
import { parentPort, workerData } from "node:worker_threads";
import { openAgreed } from "../store/open-snapshot.ts";
import { runBehindOthers } from "../threads/behind-others.ts";
import { toldFault } from "../threads/fault.ts";
import type { AheadOrder, AheadTask, AheadWord } from "./rows-ahead.ts";

/** XML that is drawn and not yet taken; some ten thousand rows. */
const MOST_AHEAD = 64 * 1024 * 1024;

if (!parentPort) throw new TypeError("this is run as a thread");
const port = parentPort;
const { place, query, lastRow }: AheadTask = workerData;
const say = (word: AheadWord, transfer: ArrayBufferLike[] = []): void =>
  port.postMessage(
    word,
    transfer.filter((one) => one instanceof ArrayBuffer),
  );

runBehindOthers();
try {
  await drawAll();
} catch (fault) {
  say(toldFault(fault));
} finally {
  port.close();
}

async function drawAll(): Promise<void> {
  const snapshot = await openAgreed(place, async (state) => {
    say({ state });
    const [order]: AheadOrder[] = await once(port, "message");
    return order === "begin";
  });
  // What follows is loaded when the state is fixed: who writes the file waits for that.
  const { masterOn } = await import("../store/open-reading.ts");
  const reading = await masterOn(snapshot, query);
  try {
    let untaken = 0;
    let taken: () => void = () => undefined;
    port.on("message", (order: AheadOrder) => {
      if (typeof order !== "object") return;
      untaken -= order.taken;
      taken();
    });
    const { PLAIN_SHEETS, plainRows } = await import("./master-parts.ts");
    const { masterPlan, masterTable } = await import("../../shared/plan/master.ts");
    const { sheetOf } = await import("../../shared/report/sheets.ts");
    const { drawnRows } = await import("../xlsx/poured.ts");
    const plan = masterPlan([], reading.cursor, reading.naming);
    for (const sheet of PLAIN_SHEETS) {
      let read = 0;
      const rows = plainRows(reading, sheet, (more) => (read += more));
      for await (const piece of drawnRows(plan, masterTable(sheetOf(sheet)), rows, lastRow)) {
        while (untaken > MOST_AHEAD) await new Promise<void>((resolve) => (taken = resolve));
        if ("xml" in piece) {
          untaken += piece.xml.byteLength;
          say({ piece, read }, [piece.xml.buffer]);
        } else say({ piece, read });
        read = 0;
      }
    }
  } finally {
    await reading.close();
  }
}
