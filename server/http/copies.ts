/** The outbox (R3, R4): who is told of what, whether it has reached them; and reminders by hand. */
import { z } from "zod";
import { Problem } from "../../shared/problems.ts";
import { isPeriod } from "../../shared/report/dates.ts";
import {
  COPY_STATES,
  CopyPage,
  CopySettings,
  type CopyState,
  Copy,
  Reminded,
} from "../../shared/sync/copies.ts";
import { MAIL } from "../../shared/text/mail.ts";
import { sightOf, unitWithin } from "../auth/sight.ts";
import { addressNow, SEPARATOR } from "../notify/addressees.ts";
import { messageOf } from "../notify/message.ts";
import { remindByHand } from "../notify/reminders.ts";
import { subjectOf, wireCopy } from "../notify/subject.ts";
import type { StoredCopy } from "../store/copies-store.ts";
import { placeOf } from "../store/open-reading.ts";
import type { Sight, Store } from "../store/store.ts";
import { file } from "./reply.ts";
import { route } from "./route.ts";

const PAGE = 50;
const LARGEST_PAGE = 500;
const MOST_UNITS = 2000;

export const copies = [
  route({
    method: "get",
    path: "/copies",
    access: "readCopies",
    summary: {
      zh: "抄送记录:谁在何时被告知,新的在前",
      en: "Copies of what units report: who was told, when. Newest first, within the caller's sight",
    },
    query: z.object({
      state: z.enum(COPY_STATES).optional(),
      unit: z.string().max(40).optional(),
      before: z.coerce.number().int().min(1).optional(),
      limit: z.coerce.number().int().min(1).max(LARGEST_PAGE).default(PAGE),
    }),
    answer: CopyPage,
    problems: ["unit_unknown", "unit_forbidden"],
    handle: async ({ person, query: { unit, limit, ...query } }, { store, config }) => {
      const sight = await sightOf(person, store.units, unit);
      const found = await store.copies.page({ ...query, sight, limit: limit + 1 });
      const shown = found.slice(0, limit);
      return {
        copies: shown.map(wireCopy),
        before: found.length > limit ? (shown.at(-1)?.id ?? null) : null,
        counts: { ...NO_COUNTS, ...(await store.copies.counts(sight)) },
        mailing: config.smtpUrl !== null,
      };
    },
  }),
  route({
    method: "get",
    path: "/copies/settings",
    access: "manageCopies",
    summary: { zh: "抄送设置", en: "Headquarters' addresses, and the days on which units are reminded" },
    answer: CopySettings,
    handle: (_, { store }) => store.copies.settings(),
  }),
  route({
    method: "put",
    path: "/copies/settings",
    access: "manageCopies",
    summary: { zh: "修改抄送设置", en: "Set headquarters' addresses and the days of reminders" },
    body: CopySettings,
    answer: CopySettings,
    handle: async ({ body }, { store }) => {
      const settings: CopySettings = {
        hqAddresses: [...new Set(body.hqAddresses)],
        remindDays: [...new Set(body.remindDays)].sort((a, b) => b - a),
      };
      await store.copies.setSettings(settings);
      return settings;
    },
  }),
  route({
    method: "get",
    path: "/copies/{id}/message.eml",
    access: "readCopies",
    summary: { zh: "一份抄送的邮件文件", en: "A copy as a mail, to be opened and sent by any mail program" },
    answer: "message/rfc822",
    problems: ["not_found"],
    handle: async ({ person, params }, { store, config, clock }) => {
      const copy = await copyWithin(store, await sightOf(person, store.units), params.id);
      const message = await messageOf({ store, place: placeOf(config) }, copy, {
        from: null,
        to: copy.to.address?.split(SEPARATOR) ?? [],
        at: clock(),
        publicUrl: config.publicUrl,
      });
      if (!message) throw new Problem("not_found");
      return file(`${subjectOf(copy)}.eml`, "message/rfc822", message);
    },
  }),
  route({
    method: "post",
    path: "/copies/{id}/retry",
    access: "manageCopies",
    summary: {
      zh: "重新发送一份没有送达的抄送",
      en: "Send a copy that has not been sent, now, to the address that its addressee has now",
    },
    answer: Copy,
    problems: ["not_found", "decision_impossible"],
    handle: async ({ params, language }, { store, clock }) => {
      const copy = await copyWithin(store, "all", params.id);
      const address = await addressNow(store, copy.to);
      const at = new Date(clock()).toISOString();
      if (!(await store.copies.again(copy.id, address, at))) {
        const detail = MAIL.notAgain[copy.state === "sending" ? "sending" : "sent"][language];
        throw new Problem("decision_impossible", { subject: subjectOf(copy), detail });
      }
      return wireCopy((await store.copies.byId(copy.id)) ?? copy);
    },
  }),
  route({
    method: "post",
    path: "/periods/{period}/reminders",
    access: "manageCopies",
    summary: {
      zh: "催报:提醒这些单位的销售负责人",
      en: "Remind the heads of these units of a month; at most once an hour",
    },
    body: z.object({ units: z.array(z.string().min(1).max(40)).min(1).max(MOST_UNITS) }),
    answer: Reminded,
    problems: ["period_invalid", "unit_unknown"],
    handle: async ({ person, params: { period = "" }, body }, { store, clock }) => {
      if (!isPeriod(period)) throw new Problem("period_invalid", { period: period.slice(0, 100) });
      const codes = [...new Set(body.units)];
      const units = await Promise.all(codes.map((code) => unitWithin(person, store.units, code)));
      return { units: await remindByHand(store, units, await store.periods.of(period), clock()) };
    },
  }),
];

const NO_COUNTS: Readonly<Record<CopyState, number>> = {
  waiting: 0,
  sending: 0,
  sent: 0,
  failed: 0,
  "no-address": 0,
};

/** @throws Problem `not_found`; whether there is one out of sight is not to be learnt */
async function copyWithin(store: Store, sight: Sight, id: string | undefined): Promise<StoredCopy> {
  const copy = /^\d{1,15}$/.test(id ?? "") ? await store.copies.byId(Number(id)) : undefined;
  if (!copy || (sight !== "all" && !sight.includes(copy.unit))) throw new Problem("not_found");
  return copy;
}
