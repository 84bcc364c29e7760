/** `npm run build`, or one part of it: `npm run build -- addin`. */
import { PARTS } from "./builds.mjs";
import { command, getReady } from "./ready.mjs";

await command(async () => {
  const asked = process.argv.slice(2);
  const unknown = asked.filter((name) => !PARTS.some((part) => part === name));
  if (unknown.length > 0) throw new Error(`不认识 · unknown: ${unknown.join(", ")} (${PARTS.join(", ")})`);
  const parts = PARTS.filter((part) => asked.length === 0 || asked.includes(part));
  await getReady({ parts });
});
