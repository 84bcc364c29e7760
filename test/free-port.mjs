/**
 * A port of 127.0.0.1 for a server that is started later, or again. It lies below those that operating systems give to
 * whoever asks for any (from 32768 on Linux, 49152 elsewhere): nobody is given it in the meantime.
 */
import { createServer } from "node:net";

const FIRST = 20_000;
const COUNT = 10_000;

/** @returns {Promise<number>} */
export async function freePort() {
  for (;;) {
    const port = FIRST + Math.floor(Math.random() * COUNT);
    if (await isFree(port)) return port;
  }
}

/** @param {number} port */
const isFree = (port) =>
  new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(false));
    probe.listen(port, "127.0.0.1", () => probe.close(() => resolve(true)));
  });
