/** Three-way merge: people who work apart and meet at the service come to the same row, and nobody's change is lost. */
import fc from "fast-check";
import type { Values } from "../../shared/report/value.ts";
import { merge } from "../../shared/sync/merge.ts";

const COLUMNS = ["city", "address", "fleetSize", "remark"] as const;
const value = fc.constantFrom(null, "", "甲", "乙", "丙", 0, 1, 2);
const row = fc.record({ city: value, address: value, fleetSize: value, remark: value });
/** What somebody changes: some columns, the others are not sent. */
const change = fc.dictionary(fc.constantFrom(...COLUMNS), value, { maxKeys: 4 });

const at = (values: Values, column: string) => values[column] ?? null;

test("every column comes from one of the sides: nothing is made up", () => {
  fc.assert(
    fc.property(row, change, row, (base, mine, theirs) => {
      const { values } = merge(COLUMNS, base, mine, theirs);
      for (const column of COLUMNS) {
        expect([at(theirs, column), column in mine ? at(mine, column) : at(base, column)]).toContain(
          at(values, column),
        );
      }
    }),
  );
});

test("a change of one side only is never lost, and a conflict tells all three", () => {
  fc.assert(
    fc.property(row, change, row, (base, mine, theirs) => {
      const { values, conflicts, changed } = merge(COLUMNS, base, mine, theirs);
      const disputed = new Map(conflicts.map((one) => [one.column, one]));
      for (const column of COLUMNS) {
        const [was, their] = [at(base, column), at(theirs, column)];
        const my = column in mine ? at(mine, column) : was;
        const conflict = my !== was && their !== was && my !== their;
        expect(disputed.get(column)).toEqual(
          conflict ? { column, base: was, mine: my, theirs: their } : undefined,
        );
        if (conflict || my === was) expect(at(values, column)).toBe(their);
        else expect(at(values, column)).toBe(my);
        expect(changed.includes(column)).toBe(!conflict && my !== was && my !== their);
      }
    }),
  );
});

test("without a conflict it does not matter who comes first", () => {
  fc.assert(
    fc.property(row, change, change, (base, a, b) => {
      const [mine, theirs] = [
        { ...base, ...a },
        { ...base, ...b },
      ];
      const ab = merge(COLUMNS, base, mine, theirs);
      const ba = merge(COLUMNS, base, theirs, mine);
      expect(ab.conflicts.map(({ column }) => column)).toEqual(ba.conflicts.map(({ column }) => column));
      if (ab.conflicts.length === 0) expect(ab.values).toEqual(ba.values);
    }),
  );
});

test("three who changed different columns come to the same row in whatever order they push", () => {
  const owners = fc.array(fc.nat({ max: 2 }), { minLength: COLUMNS.length, maxLength: COLUMNS.length });
  const orders = [
    [0, 1, 2],
    [0, 2, 1],
    [1, 0, 2],
    [1, 2, 0],
    [2, 0, 1],
    [2, 1, 0],
  ];
  fc.assert(
    fc.property(row, row, owners, (base, changed, owner) => {
      const edit = (who: number): Values =>
        Object.fromEntries(
          COLUMNS.filter((_, i) => owner[i] === who).map((column) => [column, changed[column]]),
        );
      const results = orders.map((order) =>
        order.reduce<Values>((theirs, who) => {
          const { values, conflicts } = merge(COLUMNS, base, edit(who), theirs);
          expect(conflicts).toEqual([]);
          return values;
        }, base),
      );
      for (const result of results) expect(result).toEqual(changed);
    }),
  );
});

test("the same change sent again changes nothing more, and has no conflict with itself", () => {
  fc.assert(
    fc.property(row, change, row, (base, mine, theirs) => {
      const first = merge(COLUMNS, base, mine, theirs);
      if (first.conflicts.length > 0) return;
      const again = merge(COLUMNS, base, mine, first.values);
      expect([again.values, again.changed, again.conflicts]).toEqual([first.values, [], []]);
    }),
  );
});

test("clients that pull, change and push again until they are taken converge with the service", () => {
  const step = fc.record({ who: fc.nat({ max: 2 }), edit: change, pulls: fc.boolean() });
  fc.assert(
    fc.property(row, fc.array(step, { maxLength: 20 }), (start, steps) => {
      let service: Values = start;
      const clients = [0, 1, 2].map(() => ({ base: start as Values, mine: start as Values }));
      const push = (client: (typeof clients)[number]): void => {
        const { values, conflicts } = merge(COLUMNS, client.base, client.mine, service);
        if (conflicts.length > 0) {
          // The person keeps what is theirs in every column in question and sends again with the new base.
          const chosen = Object.fromEntries(conflicts.map(({ column, theirs }) => [column, theirs]));
          client.mine = { ...merge(COLUMNS, client.base, { ...client.mine, ...chosen }, service).values };
          client.base = service;
          return push(client);
        }
        service = values;
        client.base = client.mine = values;
      };
      for (const { who, edit, pulls } of steps) {
        const client = clients[who];
        if (!client) continue;
        client.mine = { ...client.mine, ...edit };
        if (pulls) push(client);
      }
      clients.forEach(push);
      clients.forEach(push);
      for (const { mine, base } of clients) expect([mine, base]).toEqual([service, service]);
    }),
  );
});
