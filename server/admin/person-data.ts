/** `person-data find|erase|scour`: what the service holds of a person, given out and erased at that person's request. */
import { existsSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { z } from "zod";
import { ADMIN } from "../../shared/text/admin.ts";
import { PERSONAL } from "../../shared/text/personal.ts";
import { inBoth } from "../../shared/text/service.ts";
import { CONSOLE, type Deed } from "../audit/deed.ts";
import type { PersonFound } from "../store/personal-store.ts";
import { command, type CommandAnswer, CommandFault } from "./command.ts";

const Sought = z.string().trim().min(2).max(254);
/** Whoever sits at the server. */
const BY = { name: "admin", unit: null, role: "hq-admin" } as const;

export const personDataCommands = [
  command(
    "person-data find",
    z.object({ find: Sought, to: z.string().min(1).optional() }),
    async ({ find, to }, { store, clock }) => {
      const found = await (await store()).personal.find(find);
      // What was looked for is not put down: it says who it is about.
      await (await store()).audit.add(givenOut(found, clock()));
      if (to === undefined) return { json: found, text: told(found).join("\n") };
      const file = resolve(to);
      if (existsSync(file)) throw new CommandFault(inBoth(ADMIN.fileExists, { file }));
      writeFileSync(file, `${JSON.stringify(found, null, 2)}\n`, { mode: 0o600 });
      return { json: { file }, text: [summary(found), inBoth(PERSONAL.written, { file })].join("\n") };
    },
  ),
  command(
    "person-data erase",
    z.object({ find: Sought, reason: z.string().trim().min(1).max(500), confirm: z.string().optional() }),
    async ({ find, reason, confirm }, { store, recorded, clock }): Promise<CommandAnswer> => {
      if (confirm === undefined) {
        const found = await (await store()).personal.find(find);
        await (await store()).audit.add(givenOut(found, clock()));
        const next = inBoth(PERSONAL.dryRun, { fingerprint: found.fingerprint });
        return { json: { ...found, erased: false }, text: [...told(found), next].join("\n") };
      }
      const at = new Date(clock()).toISOString();
      const sought = { sought: find, fingerprint: confirm };
      const erased = await (await recorded()).personal.erase({ ...sought, by: BY, at, reason });
      if (!erased) throw new CommandFault(inBoth(PERSONAL.changed));
      const scoured = await (await store()).personal.scour();
      const text = [inBoth(PERSONAL.erased, { ...erased })];
      if (!scoured) text.push(inBoth(PERSONAL.notScoured));
      return { json: { ...erased, erased: true, scoured }, text: text.join("\n") };
    },
  ),
  command("person-data scour", z.object({}), async (_, { store }) => {
    const scoured = await (await store()).personal.scour();
    return {
      json: { scoured },
      text: inBoth(scoured ? PERSONAL.scoured : PERSONAL.notScoured),
      exitCode: scoured ? 0 : 1,
    };
  }),
];

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
