/** A file's bytes while it is being written: whoever asked first need not wait for its end. */
import { type FileHandle, open } from "node:fs/promises";
import type { Run } from "./run.ts";

const PIECE = 256 * 1024;

/** Ends with the file, or with the signal. @throws what writing it failed with */
export async function* follow(run: Run, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  let file: FileHandle | undefined;
  try {
    for (let at = 0; !signal.aborted;) {
      const { bytes, underWay, fault } = run;
      if (fault !== undefined) throw fault;
      if (bytes > at) {
        file ??= await open(run.path);
        const piece = Buffer.allocUnsafe(Math.min(PIECE, bytes - at));
        const { bytesRead } = await file.read(piece, 0, piece.length, at);
        at += bytesRead;
        yield piece.subarray(0, bytesRead);
      } else if (underWay) await run.changed(signal);
      else return;
    }
  } finally {
    await file?.close();
  }
}
