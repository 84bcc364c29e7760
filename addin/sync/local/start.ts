/** Starts the replica's worker; null where the web view has none. */
import { type Carrier, figuresBy, type LocalFigures } from "./figures.ts";
import type { Told } from "./messages.ts";

/** @param drawer name of the database in which the file is kept */
export function startReplica(drawer: string): LocalFigures | null {
  if (typeof Worker === "undefined" || typeof WebAssembly === "undefined") return null;
  const worker = new Worker(new URL("./worker.ts", import.meta.url), { name: "replica" });
  const carrier: Carrier = {
    ask: (asked) => worker.postMessage(asked),
    onTold: (listener) =>
      worker.addEventListener("message", ({ data }: MessageEvent<Told>) => listener(data)),
    onBroken: (listener) => worker.addEventListener("error", listener),
  };
  const wasm = new URL("assets/sql-wasm.wasm", location.href).href;
  return figuresBy(carrier, { drawer, origin: location.origin, wasm });
}
