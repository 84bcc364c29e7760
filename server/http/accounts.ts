/** `GET /accounts`: every account, on the register or not, as headquarters see it. */
import { z } from "zod";
import { RegisterAccount } from "../../shared/sync/screening.ts";
import { route } from "./route.ts";

export const accounts = [
  route({
    method: "get",
    path: "/accounts",
    access: "screen",
    summary: {
      zh: "全部客户，含提名、潜在和不采纳的",
      en: "All accounts in whatever state, with their aliases and the units that filed them",
    },
    answer: z.array(RegisterAccount),
    handle: (_, { store }) => store.screening.registerAccounts(),
  }),
];
