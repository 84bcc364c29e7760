/** `unit add`, `unit change`, `unit list`. */
import { z } from "zod";
import { NewUnit, UnitChange } from "../../shared/sync/units.ts";
import { ADMIN } from "../../shared/text/admin.ts";
import { inBoth } from "../../shared/text/service.ts";
import { addUnit, changeUnit } from "../http/units.ts";
import { command } from "./command.ts";

/** As typed: `--active true`; an empty address or base is none. */
const Change = UnitChange.extend({
  code: z.string(),
  active: z.stringbool().optional(),
  headEmail: z.preprocess((text) => (text === "" ? null : text), UnitChange.shape.headEmail),
  base: z.preprocess((text) => (text === "" ? null : text), UnitChange.shape.base),
});

export const unitCommands = [
  command("unit add", NewUnit, async (options, { recorded }) => {
    const unit = await addUnit((await recorded()).units, options);
    return { json: unit, text: inBoth(ADMIN.unitAdded, { code: unit.code, name: unit.name }) };
  }),
  command("unit change", Change, async ({ code, ...change }, { recorded }) => {
    const unit = await changeUnit((await recorded()).units, code, change);
    return { json: unit, text: inBoth(ADMIN.unitChanged, { code: unit.code, name: unit.name }) };
  }),
  command("unit list", z.object({}), async (_, { store }) => {
    const units = await (await store()).units.all();
    const lines = units.map(({ code, kind, base, name }) => [code, kind, base ?? "-", name].join("\t"));
    return { json: units, text: lines.join("\n") || inBoth(ADMIN.none) };
  }),
];
