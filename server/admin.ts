/** `npm run -s admin -- COMMAND`: looking after the service from the console, whether it runs or not. */
import { Problem, problemDocument } from "../shared/problems.ts";
import { ADMIN } from "../shared/text/admin.ts";
import { inBoth } from "../shared/text/service.ts";
import { accessCommands } from "./admin/access.ts";
import { type Command, CommandFault, type Surroundings, UsageFault } from "./admin/command.ts";
import { demoCommands } from "./admin/demo.ts";
import { importCommands } from "./admin/import.ts";
import { masterCommands } from "./admin/master.ts";
import { moveCommands } from "./admin/move.ts";
import { personDataCommands } from "./admin/person-data.ts";
import { safekeepingCommands } from "./admin/safekeeping.ts";
import { unitCommands } from "./admin/units.ts";
import { CONSOLE, type Deed } from "./audit/deed.ts";
import { ConfigFault, readConfig } from "./config.ts";
import { type Hold, holdFolder } from "./store/in-use.ts";
import { openStore } from "./store/open-store.ts";
import { LONG_LOG_PAGES } from "./store/sqlite/open.ts";
import type { SqlStore } from "./store/sql/sql-store.ts";
import { storeFault, upgradedText } from "./store-faults.ts";

const COMMANDS: readonly Command[] = [
  ...unitCommands,
  ...accessCommands,
  ...demoCommands,
  ...importCommands,
  ...masterCommands,
  ...safekeepingCommands,
  ...moveCommands,
  ...personDataCommands,
];

process.exitCode = await main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${reasonOf(error)}\n`);
  return error instanceof UsageFault ? 2 : 1;
});

async function main(words: readonly string[]): Promise<number> {
  if (words.length === 0 || words.includes("--help") || words[0] === "help") {
    process.stdout.write(`${inBoth(ADMIN.usage)}\n`);
    return words.length === 0 ? 2 : 0;
  }
  const { command, options, operands, json } = readWords(words);
  const config = readConfig(process.env, process.cwd());
  const clock = Date.now;
  let opened: { readonly store: Promise<SqlStore>; readonly hold: Hold } | undefined;
  const store = (): Promise<SqlStore> => {
    opened ??= {
      hold: holdFolder(config.dataDir),
      // Not among the answer, which a program may read.
      store: openStore(
        config,
        new Date(clock()).toISOString(),
        (upgrade) => process.stderr.write(`${upgradedText(upgrade)}\n`),
        LONG_LOG_PAGES,
      ),
    };
    return opened.store;
  };
  const around: Surroundings = {
    config,
    store,
    recorded: async () => (await store()).as(deedOf(command.name, clock())),
    clock,
  };
  try {
    const answer = await command.run(options, around, operands);
    process.stdout.write(`${json ? JSON.stringify(answer.json) : answer.text}\n`);
    return answer.exitCode ?? 0;
  } finally {
    await (await opened?.store.catch(() => undefined))?.close();
    opened?.hold.release();
  }
}

/** Whoever sits at the server is not asked who it is. */
function deedOf(command: string, at: number): Deed {
  const about = { unit: null, kind: "write", action: command, subject: "", detail: {} } as const;
  return { at: new Date(at).toISOString(), who: CONSOLE, ...about };
}

function readWords(words: readonly string[]) {
  const firstOption = words.findIndex((word) => word.startsWith("--"));
  const named = words.slice(0, firstOption === -1 ? words.length : firstOption).join(" ");
  const command = COMMANDS.find(({ name, operands }) =>
    operands === undefined ? name === named : name === words[0],
  );
  if (!command)
    throw new UsageFault(`${inBoth(ADMIN.unknownCommand, { command: named })}\n\n${inBoth(ADMIN.usage)}`);
  const options: Record<string, string> = {};
  const operands: string[] = [];
  let json = false;
  for (let at = command.name.split(" ").length; at < words.length; at += 1) {
    const [option = "", inline] = (words[at] ?? "").split(/=(.*)/s);
    if (option === "--json") {
      json = true;
      continue;
    }
    if (command.operands !== undefined && !option.startsWith("--")) {
      operands.push(words[at] ?? "");
      continue;
    }
    const name = option.replace(/^--/, "");
    if (!option.startsWith("--") || !command.options.includes(name)) {
      throw new UsageFault(inBoth(ADMIN.unknownOption, { option }));
    }
    if (inline === undefined && command.flags.includes(name)) {
      options[name] = "true";
      continue;
    }
    const value = inline ?? words[(at += 1)];
    if (value === undefined) throw new UsageFault(inBoth(ADMIN.missingOption, { option }));
    options[name] = value;
  }
  if (command.operands !== undefined && operands.length === 0) {
    throw new UsageFault(inBoth(ADMIN.missingOption, { option: command.operands }));
  }
  return { command, options, operands, json };
}

/** In both languages: whoever sits at a console may read either. */
function reasonOf(error: unknown): string {
  if (error instanceof Problem) {
    const [zh, en] = [problemDocument(error, "zh"), problemDocument(error, "en")];
    return `${zh.title} ${zh.detail}\n${en.title} ${en.detail}`;
  }
  const fault = storeFault(error);
  if (fault !== undefined) return fault;
  const said = error instanceof UsageFault || error instanceof CommandFault || error instanceof ConfigFault;
  return said || error instanceof Error ? error.message : String(error);
}
