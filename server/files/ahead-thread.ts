/** What a thread does that draws rows ahead of who writes them to a file. */
import { once } from "node:events";
import { parentPort, workerData } from "node:worker_threads";
import type { SheetKey } from "../../shared/report/sheets.ts";
import { openAgreed } from "../store/open-snapshot.ts";
import { runBehindOthers } from "../threads/behind-others.ts";
import { toldFault } from "../threads/fault.ts";
import type { AheadOrder, AheadTask, AheadWord } from "./rows-ahead.ts";

/** XML that is drawn and not yet taken; some ten thousand rows. */
const MOST_AHEAD = 64 * 1024 * 1024;

if (!parentPort) throw new TypeError("this is run as a thread");
const port = parentPort;
const { place, query, lastRow }: AheadTask = workerData;

runBehindOthers();
try {
  await drawAll();
} catch (fault) {
  say(toldFault(fault));
} finally {
  port.close();
}

async function drawAll(): Promise<void> {
  let sheets: readonly SheetKey[] = [];
  const snapshot = await openAgreed(place, async (state) => {
    say({ state });
    const [order]: AheadOrder[] = await once(port, "message");
    if (typeof order !== "object" || !("draw" in order)) return false;
    sheets = order.draw;
    return true;
  });
  // What follows is loaded when the state is fixed: who writes the file waits for that.
  const { masterOn } = await import("../store/open-reading.ts");
  const { plainPieces } = await import("./master-parts.ts");
  const reading = await masterOn(snapshot, query);
  try {
    let untaken = 0;
    let taken: () => void = () => undefined;
    port.on("message", (order: AheadOrder) => {
      if (typeof order !== "object" || !("taken" in order)) return;
      untaken -= order.taken;
      taken();
    });
    for await (const read of plainPieces(reading, sheets, lastRow)) {
      while (untaken > MOST_AHEAD) await new Promise<void>((resolve) => (taken = resolve));
      if ("xml" in read.piece) untaken += read.piece.xml.byteLength;
      say(read);
    }
  } finally {
    await reading.close();
  }
}

/** A piece goes over without being copied. */
function say(word: AheadWord): void {
  const memory = "piece" in word && "xml" in word.piece ? word.piece.xml.buffer : undefined;
  port.postMessage(word, memory instanceof ArrayBuffer ? [memory] : []);
}
