/** `person-data find|erase|scour`: what the service holds of a person, given out and erased at that person's request. */
import { existsSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { z } from "zod";
import { REASON_LONGEST, Sought } from "../../shared/sync/personal.ts";
import { ADMIN } from "../../shared/text/admin.ts";
import { PERSONAL } from "../../shared/text/personal.ts";
import { inBoth } from "../../shared/text/service.ts";
import { CONSOLE, type Deed } from "../audit/deed.ts";
import type { PersonFound } from "../store/personal-store.ts";
import { command, type CommandAnswer, CommandFault, type Surroundings } from "./command.ts";
import { scoured } from "./scoured.ts";

/** Whoever sits at the server. */
const BY = { name: "admin", unit: null, role: "hq-admin" } as const;

export const personDataCommands = [
  command(
    "person-data find",
    z.object({ find: Sought, to: z.string().min(1).optional() }),
    async ({ find, to }, around) => {
      const file = to === undefined ? null : resolve(to);
      if (file !== null && existsSync(file)) throw new CommandFault(inBoth(ADMIN.fileExists, { file }));
      const found = await look(find, around);
      if (file === null || found.rows.length === 0) return { json: found, text: told(found).join("\n") };
      write(file, found);
      return { json: { file }, text: [summary(found), inBoth(PERSONAL.written, { file })].join("\n") };
    },
  ),
  command(
    "person-data erase",
    z.object({
      find: Sought,
      reason: z.string().trim().min(1).max(REASON_LONGEST),
      confirm: z.string().optional(),
    }),
    async ({ find, reason, confirm }, around): Promise<CommandAnswer> => {
      if (confirm === undefined) {
        const found = await look(find, around);
        const { fingerprint } = found;
        const next = found.rows.length === 0 ? [] : [inBoth(PERSONAL.dryRun, { fingerprint })];
        return { json: { ...found, erased: false }, text: [...told(found), ...next].join("\n") };
      }
      const at = new Date(around.clock()).toISOString();
      const { personal } = await around.recorded();
      const erased = await personal.erase({ sought: find, fingerprint: confirm, by: BY, at, reason });
      if (!erased) throw new CommandFault(inBoth(PERSONAL.changed));
      const { json, text } = await scoured(around);
      return {
        json: { ...erased, erased: true, ...json },
        text: [inBoth(PERSONAL.erased, { ...erased }), ...text].join("\n"),
      };
    },
  ),
  command("person-data scour", z.object({}), async (_, around) => {
    const { json, text } = await scoured(around);
    return { json, text: text.join("\n"), exitCode: json.scoured ? 0 : 1 };
  }),
];

async function look(sought: string, { store, clock }: Surroundings): Promise<PersonFound> {
  const { personal, audit } = await store();
  const found = await personal.find(sought);
  // What was looked for is not put down: it says who it is about.
  await audit.add(givenOut(found, clock()));
  return found;
}

/** For its owner's eyes only, as far as the file system knows such a thing. */
function write(file: string, found: PersonFound): void {
  try {
    writeFileSync(file, `${JSON.stringify(found, null, 2)}\n`, { mode: 0o600, flag: "wx" });
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    throw new CommandFault(inBoth(ADMIN.cannotWrite, { file, detail }));
  }
}

const givenOut = ({ rows, mentions }: PersonFound, at: number): Deed => ({
  at: new Date(at).toISOString(),
  who: CONSOLE,
  unit: null,
  kind: "export",
  action: "person-data find",
  subject: "",
  detail: { rows: rows.length, mentions: mentions.length },
});

const summary = ({ rows, mentions }: PersonFound): string =>
  rows.length === 0
    ? inBoth(PERSONAL.nothing)
    : inBoth(PERSONAL.found, {
        rows: rows.length,
        revisions: rows.reduce((sum, { revisions }) => sum + revisions.length, 0),
        mentions: mentions.length,
      });

const told = (found: PersonFound): string[] => [
  ...found.rows.flatMap(({ rowId, sheet, unit, revisions }) =>
    revisions.map(({ revision, at, by, values }) =>
      [sheet, unit, rowId, revision, at, by.name, JSON.stringify(values)].join("\t"),
    ),
  ),
  ...found.mentions.map(({ place, key, excerpt }) => [place, key, excerpt].join("\t")),
  summary(found),
];
