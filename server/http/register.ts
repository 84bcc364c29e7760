/** `GET /register`: the lists behind the dropdowns. */
import { z } from "zod";
import { Register } from "../../shared/sync/protocol.ts";
import { unitWithin } from "../auth/sight.ts";
import { route } from "./route.ts";

export const register = [
  route({
    method: "get",
    path: "/register",
    access: "readRegister",
    summary: {
      zh: "大客户、分支机构、承运商名录(另含本单位提名的客户)",
      en: "Accounts, branches and carriers as accepted, and the accounts that the unit itself nominates",
    },
    query: z.object({ unit: z.string().max(40).optional() }),
    answer: Register,
    problems: ["unit_unknown", "unit_forbidden"],
    handle: async ({ person, query }, { store }) => {
      const code = query.unit ?? person.unit;
      if (code === null) return store.register.lists(null);
      return store.register.lists((await unitWithin(person, store.units, code)).code);
    },
  }),
];
