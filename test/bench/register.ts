/** The register as a new store has it, as the lists behind the dropdowns. */
import { POLICY_ACCOUNTS } from "../../shared/register/policy.ts";
import type { Register } from "../../shared/sync/protocol.ts";

export const REGISTER: Register = {
  accounts: POLICY_ACCOUNTS.map(({ name, aliases, category, level, note }) => ({
    name,
    aliases: [...aliases],
    category,
    level,
    note,
  })),
  branches: POLICY_ACCOUNTS.flatMap(({ name: account, branches }) =>
    branches.map((name) => ({ account, name })),
  ),
  carriers: [],
};
