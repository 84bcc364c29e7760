/** Unknown input to typed values, once, at the door. */
import { z } from "zod";
import { type Language, Problem } from "../../shared/problems.ts";
import { assertStorable } from "./storable.ts";

const LOCALES = { zh: z.locales.zhCN(), en: z.locales.en() };
/** Faults that are named in one answer. */
const MOST_FAULTS = 10;
const MONTHS: ReadonlySet<PropertyKey> = new Set(["period", "from", "to"]);

/**
 * @throws Problem `malformed` with the path of each fault, or `period_invalid` where that is a month
 */
export function parse<T extends z.ZodType>(schema: T, input: unknown, language: Language): z.infer<T> {
  assertStorable(input);
  const parsed = schema.safeParse(input, { error: LOCALES[language].localeError });
  if (parsed.success) return parsed.data;
  const { issues } = parsed.error;
  const month = issues.find(({ path, code }) => code === "invalid_format" && MONTHS.has(path.at(-1) ?? ""));
  if (month) throw new Problem("period_invalid", { period: textAt(input, month.path).slice(0, 100) });
  const faults = issues
    .slice(0, MOST_FAULTS)
    .map(({ path, message }) => `${path.join(".") || "·"}: ${message}`);
  throw new Problem("malformed", { detail: faults.join("; ") });
}

function textAt(input: unknown, path: readonly PropertyKey[]): string {
  let at = input;
  for (const key of path) at = typeof at === "object" && at !== null ? Reflect.get(at, key) : undefined;
  return String(at);
}
