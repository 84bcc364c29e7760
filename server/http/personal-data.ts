/** What is held of a contact, given out and erased at that person's request. What is looked for stands in no address and no log. */
import { z } from "zod";
import { Problem } from "../../shared/problems.ts";
import { SHEET_KEYS } from "../../shared/report/sheets.ts";
import { PERSONAL } from "../../shared/text/personal.ts";
import { Author, WireValues } from "../../shared/sync/protocol.ts";
import { route } from "./route.ts";

/** A whole name, telephone number or e-mail address. */
const Sought = z.string().trim().min(2).max(254);

const Found = z.object({
  rows: z.array(
    z.object({
      rowId: z.string(),
      sheet: z.enum(SHEET_KEYS),
      unit: z.string(),
      revisions: z.array(
        z.object({ revision: z.int(), at: z.string(), by: Author, deleted: z.boolean(), values: WireValues }),
      ),
    }),
  ),
  /** Texts elsewhere that speak of the person. */
  mentions: z.array(z.object({ place: z.string(), key: z.string(), excerpt: z.string() })),
  /** To be given back: nothing else is erased than what was looked at. */
  fingerprint: z.string(),
});

const Erased = z.object({
  id: z.int(),
  rows: z.int(),
  revisions: z.int(),
  mentions: z.int(),
  /** False: the data file may still hold remains, until `admin person-data scour` has been run. */
  scoured: z.boolean(),
});

export const personalData = [
  route({
    method: "post",
    path: "/personal-data/find",
    access: "managePersonalData",
    exports: true,
    summary: {
      zh: "查找并导出一个联系人的全部个人信息，包括各个版本和提到此人的文字",
      en: "All that is held of a contact: every revision of its rows, and the texts that speak of it",
    },
    body: z.object({ find: Sought }),
    answer: Found,
    handle: ({ body }, { store }) => store.personal.find(body.find),
  }),
  route({
    method: "post",
    path: "/personal-data/erase",
    access: "managePersonalData",
    summary: {
      zh: "应本人要求删除一个联系人的个人信息；须先查找核对",
      en: "Erases a contact's personal data at that person's request, as they were found and looked at",
    },
    body: z.object({
      find: Sought,
      fingerprint: z.string().min(1).max(40),
      reason: z.string().trim().min(1).max(500),
    }),
    answer: Erased,
    problems: ["changed_meanwhile"],
    handle: async ({ body, person, language }, { store, clock }): Promise<z.infer<typeof Erased>> => {
      const { find: sought, fingerprint, reason } = body;
      const at = new Date(clock()).toISOString();
      const erased = await store.personal.erase({ sought, fingerprint, by: person, at, reason });
      if (!erased) throw new Problem("changed_meanwhile", { subject: PERSONAL.subject[language] });
      // Erased it is in any case: that the file could not be written anew must not look as if it were not.
      const { outcome } = await store.personal.scour().catch(() => ({ outcome: "failed" }));
      return { ...erased, scoured: outcome === "clean" };
    },
  }),
];
