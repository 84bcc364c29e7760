/** How alike two names are, and why: what the register's key leaves open is weighed here for a person to decide. */
import { CHOICES } from "../report/choices.ts";

export type LikenessReason = "same" | "contains" | "one-character" | "alike";

export interface Likeness {
  /** 0 to 1; 1 is the same register key. */
  readonly score: number;
  readonly reason: LikenessReason;
}

/** Below this two names have too little in common to bother anyone. */
export const THRESHOLD = 0.5;

const NOTHING: Likeness = { score: 0, reason: "alike" };

/** What a company or a place does, and what kind of part it is; many names share these words. Longest first. */
const TRADE =
  /供应链管理|货物运输|汽车运输|货运代理|国际货运|集装箱|供应链|分公司|子公司|办事处|事业部|项目部|营业部|分拨中心|物流|运输|货运|快运|速运|快递|速递|储运|配送|仓储|国际|科技|服务|贸易|实业|中心|分部|车队/gu;

/** Names of parts of the country. Two names that each name another one are two things, however alike they look. */
const REGIONS = ["华东", "华南", "华北", "华中", "东北", "西北", "西南", "东南"];
const PLACE = new RegExp([...CHOICES.province.map(({ value }) => value), ...REGIONS].join("|"), "gu");

/** 三分公司, 第二车队, 5号库: a number tells parts apart. */
const NUMBER = /\d+|第?[一二三四五六七八九十]+(?=分|车队|大队|中队|项目|工厂|厂|号|部|库|期)/gu;

/** A name's key with what comparing it again and again needs. */
export interface Comparable {
  readonly key: string;
  readonly pairs: ReadonlySet<string>;
  /** The key without trade words and places: what tells this name from others. Empty where nothing would be left. */
  readonly stem: string;
  readonly stemPairs: ReadonlySet<string>;
  readonly places: readonly string[];
  readonly numbers: readonly string[];
}

export function comparable(key: string): Comparable {
  const bare = key.replaceAll(TRADE, "");
  const core = bare.replaceAll(PLACE, "");
  const stem = core.length >= 2 ? core : "";
  return {
    key,
    pairs: pairsOf(key),
    stem,
    stemPairs: pairsOf(stem),
    places: key.match(PLACE) ?? [],
    numbers: (key.match(NUMBER) ?? []).map((number) => number.replace("第", "")),
  };
}

/** Pairs of neighbouring characters, with the name's beginning marked. */
function pairsOf(key: string): Set<string> {
  const characters = [...key];
  const pairs = new Set<string>();
  if (characters[0] !== undefined) pairs.add(`^${characters[0]}`);
  for (let i = 1; i < characters.length; i += 1) pairs.add(`${characters[i - 1]}${characters[i]}`);
  return pairs;
}

/**
 * Never a reason to merge by itself. `中油运输` and `中邮运输` are one character apart and two companies; `华东分公司` and
 * `华南分公司` are two, and not worth asking about.
 */
export function likeness(a: Comparable, b: Comparable): Likeness {
  if (a.key === b.key) return { score: 1, reason: "same" };
  if (disjoint(a.places, b.places) || disjoint(a.numbers, b.numbers)) return NOTHING;
  const [short, long] = a.key.length <= b.key.length ? [a, b] : [b, a];
  const told = short.stem !== "" || short.places.length > 0;
  if (told && short.key.length >= 2 && long.key.includes(short.key)) {
    return { score: 0.6 + 0.35 * (short.key.length / long.key.length), reason: "contains" };
  }
  if (short.key.length >= 3 && differByOne(short.key, long.key)) return byOneCharacter(short, long);
  const score = 0.5 * dice(a.pairs, b.pairs) + 0.5 * dice(a.stemPairs, b.stemPairs);
  return { score: Math.max(score, abbreviation(short.key, long.key)), reason: "alike" };
}

const disjoint = (some: readonly string[], others: readonly string[]): boolean =>
  some.length > 0 && others.length > 0 && !some.some((one) => others.includes(one));

/** How much one character weighs depends on how many tell the name from others: of two it is half, and says little. */
function byOneCharacter(short: Comparable, long: Comparable): Likeness {
  if (short.stem !== "" && short.stem === long.stem) return { score: 0.85, reason: "one-character" };
  const stem = Math.min(short.stem.length, long.stem.length);
  // 杭州分公司 and 徐州分公司: the two characters before the last word are the whole name.
  if (stem <= 2 && PART.test(short.key) && PART.test(long.key)) return NOTHING;
  const telling = stem + short.places.join("").length;
  return { score: telling <= 2 ? 0.55 : 0.6 + 0.35 * (1 - 1 / telling), reason: "one-character" };
}

const PART = /[分子]公司$|办事处$|营业部$|分部$/u;

/** Of the pairs of both, the share that both have. */
function dice(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  if (a.size === 0 || b.size === 0) return 0;
  let shared = 0;
  for (const pair of a) if (b.has(pair)) shared += 1;
  return (2 * shared) / (a.size + b.size);
}

/** 中石油 for 中国石油天然气: the same beginning, and every character in its order. */
function abbreviation(short: string, long: string): number {
  if (short.length < 3 || short[0] !== long[0]) return 0;
  let at = 0;
  for (const character of short) {
    at = long.indexOf(character, at) + 1;
    if (at === 0) return 0;
  }
  return 0.5 + 0.3 * (short.length / long.length);
}

/** One character replaced, added or left out, or two neighbours swapped. */
function differByOne(short: string, long: string): boolean {
  if (long.length - short.length > 1) return false;
  let i = 0;
  while (i < short.length && short[i] === long[i]) i += 1;
  if (short.length < long.length) return short.slice(i) === long.slice(i + 1);
  if (short.slice(i + 1) === long.slice(i + 1)) return true;
  return short[i] === long[i + 1] && short[i + 1] === long[i] && short.slice(i + 2) === long.slice(i + 2);
}
