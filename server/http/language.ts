/** The language a caller reads: Chinese unless `Accept-Language` puts English first. */
import type { Language } from "../../shared/problems.ts";

/** `languageOf("en-US,zh;q=0.8")` is `en`. */
export function languageOf(header: string | undefined): Language {
  let best: { language: Language; weight: number } = { language: "zh", weight: 0 };
  for (const part of (header ?? "").split(",")) {
    const [tag = "", ...parameters] = part.trim().toLowerCase().split(";");
    const language = /^zh\b/.test(tag) ? "zh" : /^en\b/.test(tag) ? "en" : undefined;
    const q = parameters.map((one) => /^\s*q=([\d.]+)\s*$/.exec(one)?.[1]).find((one) => one !== undefined);
    const weight = q === undefined ? 1 : Number(q);
    if (language !== undefined && weight > best.weight) best = { language, weight };
  }
  return best.language;
}
