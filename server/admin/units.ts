/** `unit add`, `unit list`. */
import { z } from "zod";
import { ADMIN } from "../../shared/text/admin.ts";
import { inBoth } from "../../shared/text/service.ts";
import { addUnit, NewUnit } from "../http/units.ts";
import { command } from "./command.ts";

export const unitCommands = [
  command("unit add", NewUnit, async (options, { store }) => {
    const unit = await addUnit(store().units, options);
    return { json: unit, text: inBoth(ADMIN.unitAdded, { code: unit.code, name: unit.name }) };
  }),
  command("unit list", z.object({}), async (_, { store }) => {
    const units = await store().units.all();
    const lines = units.map(({ code, kind, base, name }) => [code, kind, base ?? "-", name].join("\t"));
    return { json: units, text: lines.join("\n") || inBoth(ADMIN.none) };
  }),
];
