/** The audit record, for administrators: page by page, and as a file. */
import papa from "papaparse";
import { z } from "zod";
import { AUDIT_KINDS, type AuditEntry, AuditPage } from "../../shared/sync/audit.ts";
import { clockInChina } from "../../shared/report/dates.ts";
import { textsIn } from "../../shared/text/texts.ts";
import type { Language } from "../../shared/problems.ts";
import type { Audit, AuditQuery, StoredEntry } from "../store/audit-store.ts";
import { guardedCell } from "../../shared/report/csv-guard.ts";
import type { CsvCell } from "../files/csv-cells.ts";
import { actionOf } from "./deeds.ts";
import { file } from "./reply.ts";
import { type Route, route } from "./route.ts";

const Filter = z.object({
  /** `person:7`, or part of a name. */
  who: z.string().min(1).max(100).optional(),
  unit: z.string().min(1).max(40).optional(),
  kind: z.enum(AUDIT_KINDS).optional(),
  /** Part of it. */
  action: z.string().min(1).max(100).optional(),
  /** The first moment included, and the first not. */
  from: z.iso.datetime({ offset: true }).optional(),
  to: z.iso.datetime({ offset: true }).optional(),
});
type Filter = z.infer<typeof Filter>;

const Paged = Filter.extend({
  before: z.coerce.number().int().min(1).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});

/** Entries that a file is read by at a time. */
const PORTION = 500;

/** @param routes all there are: an entry is told in the words of its route */
export function audit(routes: () => readonly Route[]): Route[] {
  const said = wordsOf(routes);
  return [
    route({
      method: "get",
      path: "/audit",
      access: "readAudit",
      summary: {
        zh: "操作记录:每次写入、登录、导出和拒绝，新的在前",
        en: "The audit record: every write, sign-in, export and refusal, newest first, chained by hash",
      },
      query: Paged,
      answer: AuditPage,
      handle: async ({ query: { limit, ...query } }, { store }): Promise<AuditPage> => {
        const found = await store.audit.page({ ...asked(query), limit: limit + 1 });
        const entries = found.slice(0, limit).map((entry) => ({ ...entry, said: said(entry.action) }));
        return {
          entries,
          before: found.length > limit ? (entries.at(-1)?.seq ?? null) : null,
          head: (await store.audit.head()) ?? null,
        };
      },
    }),
    route({
      method: "get",
      path: "/audit.csv",
      access: "readAudit",
      summary: { zh: "操作记录，CSV(UTF-8，带 BOM)", en: "The audit record as CSV: UTF-8 with BOM" },
      query: Filter,
      answer: "text/csv",
      handle: async ({ query, language }, { store }) =>
        file(
          textsIn(language).audit.fileName,
          "text/csv; charset=utf-8",
          csvOf(store.audit, asked(query), language, said),
        ),
    }),
  ];
}

type Said = (action: string) => AuditEntry["said"];

function wordsOf(routes: () => readonly Route[]): Said {
  let words: ReadonlyMap<string, AuditEntry["said"]> | undefined;
  return (action) => {
    words ??= new Map(routes().map((one) => [actionOf(one), one.summary]));
    return words.get(action) ?? null;
  };
}

/** The store's times are all of one zone. */
const asked = <Q extends Filter>({ from, to, ...query }: Q): Omit<Q, "from" | "to"> & Filter => ({
  ...query,
  from: from && new Date(from).toISOString(),
  to: to && new Date(to).toISOString(),
});

/** Excel takes a CSV for UTF-8 only where this stands at its beginning. */
const BOM = "\ufeff";

async function* csvOf(
  record: Audit,
  query: Omit<AuditQuery, "limit">,
  language: Language,
  said: Said,
): AsyncGenerator<string> {
  yield `${BOM}${lines([Object.values(textsIn(language).audit.columns)])}`;
  for (let before: number | undefined; ;) {
    const entries = await record.page({ ...query, before, limit: PORTION });
    if (entries.length > 0) yield lines(entries.map((entry) => cellsOf(entry, language, said)));
    before = entries.at(-1)?.seq;
    if (entries.length < PORTION) return;
  }
}

function cellsOf(entry: StoredEntry, language: Language, said: Said): CsvCell[] {
  const { seq, at, who, person, kind, unit, action, subject, detail, previous, hash } = entry;
  const { kinds } = textsIn(language).audit;
  return [
    seq,
    clockInChina(at),
    who,
    person?.name ?? "",
    person?.role ?? "",
    person?.unit ?? "",
    kinds[kind],
    unit ?? "",
    action,
    said(action)?.[language] ?? "",
    subject,
    JSON.stringify(detail),
    previous,
    hash,
  ].map(guardedCell);
}

const lines = (rows: CsvCell[][]): string => `${papa.unparse(rows, { newline: "\r\n" })}\r\n`;
