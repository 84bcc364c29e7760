/** `npm start`: installs what is missing, builds what is stale, serves. */
import { pathToFileURL } from "node:url";
import { ROOT, inProject } from "./project.mjs";
import { command, getReady } from "./ready.mjs";
import { WORDS, speaker } from "./words.mjs";

await command(async () => {
  await getReady();
  speaker(process.stdout)(WORDS.starting);
  // In this very process, so that signals and exit codes are the service's own. Relative paths mean the project.
  process.chdir(ROOT);
  const main = inProject("dist", "server", "main.js");
  process.argv[1] = main;
  await import(pathToFileURL(main).href);
});
