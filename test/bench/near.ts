/** What looks like one nomination, among all accounts, branches and carriers; beside a scan of all names by edit distance. */
import { distance } from "fastest-levenshtein";
import { nameKey } from "../../shared/register/names.ts";
import { NearIndex } from "../../shared/register/near.ts";
import { median, quantile } from "./measure.ts";
import { type NamedThing, nominations, registerNames } from "./near-names.ts";
import { Options } from "./options.ts";
import { comparison, figure, type Measured } from "./result.ts";

const SIZE = { accounts: 2_000, places: 20_000, nominations: 400 };
const QUICK_SIZE = { accounts: 100, places: 1_000, nominations: 20 };
/** A search among so many names is to cost no more than this share of looking at each of them. */
const TARGET = 0.1;
const MOST = 5;

export async function near(input: unknown): Promise<Measured> {
  const { quick } = Options.parse(input);
  const size = quick ? QUICK_SIZE : SIZE;
  const things = registerNames(size.accounts, size.places);
  const building = clocked(() => new NearIndex(things));
  const index = building.value;
  const scan = scanOf(things);
  const ours: number[] = [];
  const peers: number[] = [];
  // The first searches warm both up and do not count.
  const names = nominations(things, size.nominations * 2);
  for (const [n, name] of names.entries()) {
    const one = clocked(() => index.search(name, MOST));
    const other = clocked(() => scan(name));
    if (n < size.nominations) continue;
    ours.push(one.ms);
    peers.push(other.ms);
    // The very same name is found by both, or one of them does not look.
    const exact = other.value.find(({ edits }) => edits === 0);
    if (exact && !one.value.some(({ score }) => score === 1)) throw new Error(`${name} was not found`);
  }
  const count = things.length.toLocaleString("en-US");
  return {
    title: {
      zh: `一条提名在 ${count} 个名称中找相近的`,
      en: `What looks like one nomination among ${count} names`,
    },
    figures: [
      figure("build", { zh: "建立索引", en: "building the index" }, building.ms, "ms"),
      figure("p50", { zh: "一次查找 · p50", en: "one search, p50" }, median(ours), "ms"),
      figure("p99", { zh: "一次查找 · p99", en: "one search, p99" }, quantile(ours, 0.99), "ms"),
      figure("scan-p50", { zh: "逐个比较 · p50", en: "scan, p50" }, median(peers), "ms"),
      figure("scan-p99", { zh: "逐个比较 · p99", en: "scan, p99" }, quantile(peers, 0.99), "ms"),
    ],
    comparisons: [
      comparison({
        name: "time",
        label: { zh: "一次查找的用时", en: "time of one search" },
        peer: {
          zh: "fastest-levenshtein 逐个比较全部名称",
          en: "fastest-levenshtein over every name",
        },
        ratio: median(ours) / median(peers),
        bound: "most",
        target: TARGET,
      }),
    ],
  };
}

/** Every name's key by its edit distance to the one sought, the nearest first. */
function scanOf(things: readonly NamedThing[]): (name: string) => { id: string; edits: number }[] {
  const keys = things.flatMap(({ id, names }) => names.map((name) => ({ id, key: nameKey(name) })));
  return (name) => {
    const key = nameKey(name);
    return keys
      .map((one) => ({ id: one.id, edits: distance(key, one.key) }))
      .filter(({ edits }) => edits <= key.length / 2)
      .sort((a, b) => a.edits - b.edits)
      .slice(0, MOST);
  };
}

function clocked<T>(work: () => T): { readonly value: T; readonly ms: number } {
  const began = performance.now();
  const value = work();
  return { value, ms: performance.now() - began };
}
