/** When two names mean one thing: the register's key. */

/** Tails that say what kind of company it is, longest first; they do not tell companies apart. */
const COMPANY_TAILS = [
  "集团股份有限公司",
  "股份有限公司",
  "有限责任公司",
  "集团有限公司",
  "集团总公司",
  "集团公司",
  "有限公司",
  "总公司",
  "集团",
  "公司",
  "coltd",
  "corporation",
  "limited",
  "corp",
  "ltd",
  "inc",
  "co",
];

/**
 * The register's key of a name: width, case, spaces, brackets and punctuation, and common company tails do not
 * count. `nameKey("招商 物流（集团）有限公司")` is `招商物流`. A tail is kept where nothing much would be left, and 分公司
 * and 子公司 are kept whole: they name a part, not a kind.
 */
export function nameKey(name: string): string {
  let key = name
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[\s()（）[\]【】〔〕{}<>《》「」“”"'‘’·・•.,,。、;:：；\-—_–/\\]/gu, "");
  for (let tail = tailOf(key); tail !== undefined; tail = tailOf(key)) key = key.slice(0, -tail.length);
  return key;
}

function tailOf(key: string): string | undefined {
  if (key.endsWith("分公司") || key.endsWith("子公司")) return undefined;
  return COMPANY_TAILS.find((tail) => key.endsWith(tail) && key.length - tail.length >= 2);
}

/** The aliases written in one cell, separated by 、 ; ， | or line breaks (not by `,`, which stands in company names). */
export const splitAliases = (text: string | null): string[] =>
  (text ?? "")
    .split(/[、;；，|\n]/u)
    .map((alias) => alias.trim())
    .filter((alias) => alias !== "");

/**
 * The key of a contact: the person's name, and the branch or carrier the person belongs to. Two people of one name
 * in two places are two, unless a person decides otherwise.
 */
export const contactKey = (name: string, branch: string | null, carrier: string | null): string =>
  `${nameKey(name) || name}@${nameKey(carrier ?? "") || nameKey(branch ?? "")}`;
