/** `POST /rows/latest`: rows by their ids, e.g. those behind a number of the report. */
import { z } from "zod";
import { Revision } from "../../shared/sync/protocol.ts";
import { sightOf } from "../auth/sight.ts";
import { route } from "./route.ts";

const MOST_ROWS = 500;

export const latestRows = [
  route({
    method: "post",
    path: "/rows/latest",
    access: "readRows",
    summary: {
      zh: "按标识取各行的最新版本",
      en: "These rows as they are now, in no order; those that the caller does not see are left out",
    },
    body: z.object({ rowIds: z.array(z.uuid()).min(1).max(MOST_ROWS) }),
    answer: z.array(Revision),
    handle: async ({ person, body }, { store }) => {
      const sight = await sightOf(person, store.units);
      const found = await store.rows.latest(body.rowIds.map((rowId) => rowId.toLowerCase()));
      return sight === "all" ? found : found.filter(({ unit }) => sight.includes(unit));
    },
  }),
];
