/** What an entry of the audit record was done to and what came of it, in words; the CSV holds all of it as it is. */
import { PROBLEMS } from "../../../shared/problems.ts";
import { isSheetKey } from "../../../shared/report/sheets.ts";
import type { AuditDetail, AuditEntry } from "../../../shared/sync/audit.ts";
import type { Texts } from "../../../shared/text/texts.ts";
import { sheetName, timeInChina } from "../wording.ts";

type Scalar = AuditDetail[string];

/** `code` says what `status` says, and ids and cursors are for programs. */
const LEFT_OUT: ReadonlySet<string> = new Set(["outcome", "status", "submission", "cursor"]);
/** Of counts only those that count anything. */
const COUNTS: ReadonlySet<string> = new Set(["conflicts", "mentions"]);

export const failed = ({ detail }: Pick<AuditEntry, "detail">): boolean => detail.outcome === "failed";

/** What was done, in words; the action itself where there are none for it. */
export const saidOf = ({ said, action }: AuditEntry, texts: Texts): string =>
  said?.[texts.language] ?? wordOf(texts.audit.commands, action) ?? action;

export function detailText(entry: AuditEntry, texts: Texts): string {
  const { audit } = texts;
  return [
    entry.action,
    entry.subject,
    ...(failed(entry) ? [audit.failed] : []),
    ...Object.entries(entry.detail).map(([name, value]) => partText(name, value, texts)),
  ]
    .filter((text) => text !== "")
    .join(" · ");
}

function partText(name: string, value: Scalar, texts: Texts): string {
  const { audit } = texts;
  if (LEFT_OUT.has(name) || value === null || value === "" || (COUNTS.has(name) && value === 0)) return "";
  if (name === "address") return audit.address(String(value));
  if (name === "count") return Number(value) > 1 ? audit.times(Number(value)) : "";
  if (name === "code") return problemText(String(value), texts);
  return `${wordOf(audit.names, name) ?? name}${texts.colon}${valueText(name, value, texts)}`;
}

function valueText(name: string, value: Scalar, texts: Texts): string {
  const text = String(value);
  const { audit, screening } = texts;
  if (name === "role") return wordOf(texts.role, text) ?? text;
  if (name === "sheet" && isSheetKey(text)) return sheetName(text, texts);
  if (name === "decided") return wordOf(screening.decisions.kinds, text) ?? text;
  if (name === "channel") return wordOf(texts.history.channel, text) ?? text;
  if (name === "deadline") return timeInChina(text);
  return wordOf(audit.values, text) ?? text;
}

/** Its first sentence: what is filled in elsewhere is not known here. */
function problemText(code: string, { language }: Texts): string {
  const problem = Object.entries(PROBLEMS).find(([known]) => known === code)?.[1];
  return problem === undefined || problem.title[language].includes("{")
    ? code
    : problem.title[language].replace(/[。.]$/, "");
}

const wordOf = (words: Readonly<Record<string, string>>, name: string): string | undefined =>
  Object.hasOwn(words, name) ? words[name] : undefined;
