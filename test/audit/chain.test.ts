/** The chain of the audit record: what is changed, taken out or moved is found, and named. */
import fc from "fast-check";
import {
  BEGINNING,
  ChainWalk,
  headOf,
  headText,
  type Link,
  linkAfter,
  type NewLink,
} from "../../server/audit/chain.ts";

const entry = (about: Partial<NewLink> = {}): NewLink => ({
  at: "2026-11-03T02:00:00.000Z",
  who: "person:7",
  unit: "P01",
  kind: "write",
  action: "POST /submissions",
  subject: "2026-10",
  detail: '{"rows":3}',
  ...about,
});

function chain(entries: readonly NewLink[]): Link[] {
  const links: Link[] = [];
  for (const one of entries) links.push(linkAfter(links.at(-1) ?? BEGINNING, one));
  return links;
}

const FIVE = chain([1, 2, 3, 4, 5].map((rows) => entry({ detail: JSON.stringify({ rows }) })));

function walked(links: readonly Link[], anchor?: { seq: number; hash: string }): ChainWalk {
  const walk = new ChainWalk(anchor);
  for (const link of links) walk.take(link);
  return walk;
}

const head = (links: readonly Link[]): { seq: number; hash: string } => links.at(-1) ?? BEGINNING;

test("a record as it was written is sound, and its head is its last entry", () => {
  const walk = walked(FIVE);
  expect(walk.fault).toBeUndefined();
  expect(walk.head).toEqual({ seq: 5, hash: FIVE[4]?.hash });
  expect(walk.seen).toBe(5);
  expect(walked([]).fault).toBeUndefined();
});

const OTHER: { readonly [K in keyof Link]: Link[K] } = {
  seq: 9,
  at: "2026-11-03T02:00:00.001Z",
  who: "person:8",
  unit: null,
  kind: "export",
  action: "POST /csv",
  subject: "2026-11",
  detail: '{"rows":4}',
  previous: "f".repeat(64),
  hash: "e".repeat(64),
};

test.each(Object.keys(OTHER) as (keyof Link)[])("an entry whose %s was changed is found", (column) => {
  const changed = FIVE.map((link) => (link.seq === 3 ? { ...link, [column]: OTHER[column] } : link));
  expect(walked(changed).fault).toMatch(/^audit entry 3: /);
});

test("an entry that was changed and given a hash that fits breaks the one after it", () => {
  const forged = FIVE.map((link) =>
    link.seq === 3 ? linkAfter({ seq: 2, hash: link.previous }, entry({ who: "person:8" })) : link,
  );
  expect(walked(forged).fault).toBe("audit entry 4: does not follow from entry 3");
});

test.each([1, 2, 3, 4])("that entry %i was taken out is found", (seq) => {
  expect(walked(FIVE.filter((link) => link.seq !== seq)).fault).toBe(`audit entry ${seq}: is missing`);
});

test("two entries that changed places are found, with their numbers and without", () => {
  const [a, b, c, d, e] = FIVE as [Link, Link, Link, Link, Link];
  expect(walked([a, c, b, d, e]).fault).toBe("audit entry 2: is missing");
  expect(walked([a, { ...c, seq: 2 }, { ...b, seq: 3 }, d, e]).fault).toMatch(/^audit entry 2: /);
});

test("entries cut off at the end are found by a head that was written down", () => {
  const anchor = head(FIVE);
  const cut = FIVE.slice(0, 3);
  expect(walked(cut).fault).toBeUndefined();
  expect(walked(cut, anchor).fault).toBe("audit entry 4: is missing, and what came after it up to 5");
  expect(walked(FIVE, anchor).fault).toBeUndefined();
  expect(walked(FIVE, { seq: 3, hash: FIVE[2]?.hash ?? "" }).fault).toBeUndefined();
});

test("a whole record written anew does not hold a head that was written down", () => {
  const anew = chain(FIVE.map(() => entry({ who: "person:8" })));
  expect(walked(anew).fault).toBeUndefined();
  expect(walked(anew, head(FIVE)).fault).toBe("audit entry 5: is not the one that was written down");
});

test("nothing can move from one field into the next", () => {
  const [a] = chain([entry({ action: "unit add", subject: "P01" })]);
  const [b] = chain([entry({ action: "unit", subject: "add P01" })]);
  expect(a?.hash).not.toBe(b?.hash);
});

test("a head is read as it was written down, and nothing else is", () => {
  expect(headOf(headText(head(FIVE)))).toEqual({ seq: 5, hash: FIVE[4]?.hash });
  expect(headOf(` ${headText(head(FIVE))}\n`)).toBeDefined();
  for (const text of ["", "5", "5:abc", "x:".padEnd(66, "0"), `5:${"G".repeat(64)}`]) {
    expect(headOf(text)).toBeUndefined();
  }
});

test("whatever the entries say, changing one character of one of them is found", () => {
  const text = fc.string({ unit: "grapheme", maxLength: 20 });
  const entries = fc.array(
    fc.record({
      at: text,
      who: text,
      unit: fc.option(text),
      kind: text,
      action: text,
      subject: text,
      detail: text,
    }),
    { minLength: 1, maxLength: 6 },
  );
  const field = fc.constantFrom("at", "who", "kind", "action", "subject", "detail" as const);
  fc.assert(
    fc.property(entries, fc.nat(), field, (list, where, name) => {
      const links = chain(list);
      expect(walked(links).fault).toBeUndefined();
      const at = where % links.length;
      const changed = links.map((link, index) =>
        index === at ? { ...link, [name]: `${link[name]}·` } : link,
      );
      expect(walked(changed).fault).toMatch(new RegExp(`^audit entry ${at + 1}: `));
    }),
  );
});
