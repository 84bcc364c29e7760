/** The lists behind the dropdowns, with what the unit's own rows name besides the register. Pure. */
import { nameKey, splitAliases } from "../../../shared/register/names.ts";
import type { SheetKey } from "../../../shared/report/sheets.ts";
import type { Value, Values } from "../../../shared/report/value.ts";
import type { Register } from "../../../shared/sync/protocol.ts";

export function withOwn(
  register: Register,
  rows: Iterable<{ readonly sheet: SheetKey; readonly values: Values }>,
): Register {
  const known = new Set(
    register.accounts.flatMap(({ name, aliases }) => [name, ...aliases].map((word) => nameKey(word))),
  );
  const accounts = [...register.accounts];
  const branches = [...register.branches];
  const carriers = [...register.carriers];
  for (const { sheet, values } of rows) {
    const name = text(values.name);
    if (name === "") continue;
    if (sheet === "accounts" && !known.has(nameKey(name))) {
      known.add(nameKey(name));
      const aliases = splitAliases(text(values.aliases));
      accounts.push({ name, aliases, category: null, level: text(values.level), note: "" });
    }
    if (sheet === "branches") branches.push({ account: text(values.account), name });
    if (sheet === "carriers") carriers.push({ account: text(values.account), name });
  }
  return { accounts, branches, carriers };
}

const text = (value: Value | undefined): string => (typeof value === "string" ? value : "");
