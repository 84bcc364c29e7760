/** What an admin command is: options in, one answer out, as text for people or as JSON. */
import type { z } from "zod";
import { ADMIN } from "../../shared/text/admin.ts";
import { inBoth } from "../../shared/text/service.ts";
import type { Config } from "../config.ts";
import type { Store } from "../store/store.ts";
import type { SqlStore } from "../store/sql/sql-store.ts";

export interface Surroundings {
  readonly config: Config;
  /** Opens the store, once. */
  readonly store: () => Promise<SqlStore>;
  /** The same, for what the command writes: it is put down in the audit record, in the command's name. */
  readonly recorded: () => Promise<Store>;
  /** Milliseconds. */
  readonly clock: () => number;
}

export interface CommandAnswer {
  /** With `--json`, the whole of stdout. */
  readonly json: unknown;
  readonly text: string;
  /** 0 unless given. */
  readonly exitCode?: number;
}

export interface Command {
  /** As typed, e.g. `unit add`. */
  readonly name: string;
  readonly run: (
    options: Readonly<Record<string, string>>,
    around: Surroundings,
    operands?: readonly string[],
  ) => Promise<CommandAnswer>;
  /** Options it takes, without their dashes. */
  readonly options: readonly string[];
  /** Those of them that take no value. */
  readonly flags: readonly string[];
  /** What files and the like are called that it takes besides; undefined where it takes none. */
  readonly operands: string | undefined;
}

/** The command was typed wrongly: exit code 2, with the usage. */
export class UsageFault extends Error {
  override readonly name = "UsageFault";
}

/** The command could not do what it was asked: exit code 1. */
export class CommandFault extends Error {
  override readonly name = "CommandFault";
}

/** Options are kebab-case when typed, camelCase in code. */
export function command<S extends z.ZodObject>(
  name: string,
  options: S,
  run: (options: z.infer<S>, around: Surroundings, operands: readonly string[]) => Promise<CommandAnswer>,
  {
    flags = [],
    operands,
  }: { readonly flags?: readonly (keyof S["shape"])[]; readonly operands?: string } = {},
): Command {
  return {
    name,
    options: Object.keys(options.shape).map(dashed),
    flags: flags.map((key) => dashed(String(key))),
    operands,
    run: (given, around, words = []) => run(read(options, given), around, words),
  };
}

const dashed = (key: string): string => key.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

function read<S extends z.ZodObject>(schema: S, given: Readonly<Record<string, string>>): z.infer<S> {
  const byKey = Object.fromEntries(
    Object.keys(schema.shape).flatMap((key) => {
      const value = given[dashed(key)];
      return value === undefined ? [] : [[key, value]];
    }),
  );
  const parsed = schema.safeParse(byKey);
  if (parsed.success) return parsed.data;
  throw new UsageFault(
    parsed.error.issues
      .map(({ path }) => {
        const key = String(path[0] ?? "");
        const option = `--${dashed(key)}`;
        return key in byKey
          ? inBoth(ADMIN.badOption, { option, value: byKey[key] ?? "" })
          : inBoth(ADMIN.missingOption, { option });
      })
      .join("\n"),
  );
}
