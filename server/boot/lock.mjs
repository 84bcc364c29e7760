/** One command at a time installs or builds: `npm start` and `npm run admin` may be called in the same moment. */
import { mkdir, readFile, rm, stat, utimes, writeFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { inProject } from "./project.mjs";

const LOCK = inProject("dist", ".lock");
const POLL_MS = 200;
/** Whoever holds the lock shows a sign of life this often; without one for so long it has died. */
const BEAT_MS = 2_000;
const DEAD_MS = 20_000;

/**
 * Does `work` while nobody else does theirs. A lock whose holder has died is taken over.
 * @template T
 * @param {() => Promise<T>} work
 * @param {() => void} onWait called once where another command is at it
 * @returns {Promise<T>}
 */
export async function alone(work, onWait) {
  await mkdir(inProject("dist"), { recursive: true });
  for (let waited = false; !(await taken()); waited = true) {
    if (!waited) onWait();
    await sleep(POLL_MS);
  }
  const beat = setInterval(() => void utimes(LOCK, new Date(), new Date()).catch(() => undefined), BEAT_MS);
  try {
    return await work();
  } finally {
    clearInterval(beat);
    await rm(LOCK, { force: true });
  }
}

async function taken() {
  try {
    await writeFile(LOCK, String(process.pid), { flag: "wx" });
    return true;
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
    if (await holderDied()) await rm(LOCK, { force: true });
    return false;
  }
}

/** A process id alone does not tell: in a restarted container another process has the number. */
async function holderDied() {
  const holder = Number(await readFile(LOCK, "utf8").catch(() => ""));
  const beat = await stat(LOCK).catch(() => undefined);
  if (!beat) return false;
  return Date.now() - beat.mtimeMs > DEAD_MS || (holder > 0 && !lives(holder));
}

/** @param {number} pid */
function lives(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Not ours to signal, but there.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
