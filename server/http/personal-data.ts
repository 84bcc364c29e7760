/** What is held of a contact, given out and erased at that person's request. What is looked for stands in no address and no log. */
import { z } from "zod";
import { Problem } from "../../shared/problems.ts";
import {
  ErasureRecord,
  PersonErased,
  PersonFound,
  REASON_LONGEST,
  Sought,
} from "../../shared/sync/personal.ts";
import { PERSONAL } from "../../shared/text/personal.ts";
import { route } from "./route.ts";

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
    answer: PersonFound,
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
      reason: z.string().trim().min(1).max(REASON_LONGEST),
    }),
    answer: PersonErased,
    problems: ["changed_meanwhile"],
    handle: async ({ body, person, language }, { store, clock }): Promise<PersonErased> => {
      const { find: sought, fingerprint, reason } = body;
      const at = new Date(clock()).toISOString();
      const erased = await store.personal.erase({ sought, fingerprint, by: person, at, reason });
      if (!erased) throw new Problem("changed_meanwhile", { subject: PERSONAL.subject[language] });
      // Erased it is in any case: that the file could not be written anew must not look as if it were not.
      const { outcome } = await store.personal.scour().catch(() => ({ outcome: "failed" }));
      return { ...erased, scoured: outcome === "clean" };
    },
  }),
  route({
    method: "get",
    path: "/personal-data/erasures",
    access: "managePersonalData",
    summary: {
      zh: "删除联系人个人信息的记录：何时、由谁、为何，新的在前；不含所删内容",
      en: "Erasures of contacts' personal data: when, by whom and why, newest first; never what was erased",
    },
    answer: z.array(ErasureRecord),
    handle: (_, { store }) => store.personal.erasures(),
  }),
];
