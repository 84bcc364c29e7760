/** `npm run -s admin -- COMMAND`: stdout carries the command's answer and nothing else. */
import { pathToFileURL } from "node:url";
import { ROOT, inProject } from "./project.mjs";
import { command, getReady } from "./ready.mjs";

await command(async () => {
  await getReady({ parts: ["server"], output: "stderr" });
  process.chdir(ROOT);
  const admin = inProject("dist", "server", "admin.js");
  process.argv[1] = admin;
  await import(pathToFileURL(admin).href);
});
