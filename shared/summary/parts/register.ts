/** From steps, entries, revisions and decisions of the month to what became of the register. */
import { z } from "zod";
import { FILING_STATES, FilingStep } from "../../sync/screening.ts";
import { WireValues } from "../../sync/protocol.ts";
import type { Answers, SqlRow, SummaryQuery } from "../queries.ts";
import type { Nomination, RegisterChange, RegisterChangeCount } from "../register.ts";
import { columnsOf, type Reader } from "../sql-row.ts";
import type { Names } from "./names.ts";

const FilingStepName = FilingStep.shape.step;
const FilingStateName = z.enum(FILING_STATES);

/** In the order of their first steps. */
export function nominationsOf(rows: readonly SqlRow[], names: Names): Nomination[] {
  const filings = new Map<string, Nomination>();
  for (const row of columnsOf(rows)) {
    const step = {
      step: FilingStepName.parse(row.text("step")),
      at: row.text("at"),
      reason: row.text("reason"),
    };
    const rowId = row.text("row_id");
    const known = filings.get(rowId);
    const unit = row.text("unit");
    filings.set(rowId, {
      rowId,
      accountId: names.root(row.number("account_id")) ?? 0,
      account: names.account(row.number("account_id")),
      unit,
      unitName: names.unit(unit),
      fresh: row.number("fresh") === 1,
      state: FilingStateName.parse(row.text("state")),
      level: row.textOrNull("level") ?? "",
      grounds: row.textOrNull("grounds") ?? "",
      reason: step.reason || (known?.reason ?? ""),
      steps: [...(known?.steps ?? []), step],
    });
  }
  return [...filings.values()];
}

const KINDS = { branches: "branch", carriers: "carrier", contacts: "contact" } as const;
const EntryKindName = z.enum(["branch", "carrier", "contact"]);
const StandingSheet = z.enum(["branches", "carriers", "contacts"]);

/** New ones, then changed, deleted and merged ones, each in the order of time. */
export function registerChanges(answers: Answers<SummaryQuery>, names: Names): RegisterChange[] {
  return [
    ...columnsOf(answers("newEntries")).map((row): RegisterChange => {
      const unit = row.textOrNull("first_unit");
      return {
        ...accountIn(row, names),
        kind: EntryKindName.parse(row.text("kind")),
        change: "new",
        name: row.text("name"),
        rowId: null,
        unit,
        unitName: names.unit(unit),
        at: row.text("first_at"),
        columns: [],
        note: "",
      };
    }),
    ...editsOf(answers("standingRevisions"), names),
    ...columnsOf(answers("merges")).map((row): RegisterChange => ({
      kind: null,
      change: "merged",
      accountId: null,
      account: "",
      name: row.text("subject"),
      rowId: null,
      unit: null,
      unitName: "",
      at: row.text("at"),
      columns: [],
      note: row.text("reason"),
    })),
  ];
}

const accountIn = (row: Reader, names: Names): Pick<RegisterChange, "accountId" | "account"> => ({
  accountId: names.root(row.numberOrNull("account_id")),
  account: names.account(row.numberOrNull("account_id")),
});

/** A row edited several times in the month is one change: from what it was before to what it came to. */
function editsOf(rows: readonly SqlRow[], names: Names): RegisterChange[] {
  const edits = new Map<string, { first: Reader; last: Reader }>();
  for (const row of columnsOf(rows)) {
    const id = row.text("row_id");
    edits.set(id, { first: edits.get(id)?.first ?? row, last: row });
  }
  const changes = [...edits].flatMap(([rowId, { first, last }]): RegisterChange[] => {
    const before = valuesIn(first, "before_values");
    const now = valuesIn(last, "row_values");
    const deleted = last.number("deleted") === 1;
    const columns = deleted
      ? []
      : Object.keys({ ...before, ...now })
          .filter((column) => (before[column] ?? null) !== (now[column] ?? null))
          .map((column) => ({ column, before: before[column] ?? null, now: now[column] ?? null }));
    if (!deleted && columns.length === 0) return [];
    const unit = last.text("unit");
    return [
      {
        ...accountIn(last, names),
        kind: KINDS[StandingSheet.parse(last.text("sheet"))],
        change: deleted ? "deleted" : "changed",
        name: String(now.name ?? before.name ?? ""),
        rowId,
        unit,
        unitName: names.unit(unit),
        at: last.text("at"),
        columns,
        note: "",
      },
    ];
  });
  return [
    ...changes.filter(({ change }) => change === "changed"),
    ...changes.filter(({ change }) => change === "deleted"),
  ];
}

const valuesIn = (row: Reader, column: string): z.infer<typeof WireValues> =>
  WireValues.parse(JSON.parse(row.text(column)));

export function countChanges(changes: readonly RegisterChange[]): RegisterChangeCount[] {
  const counts = new Map<string, RegisterChangeCount>();
  for (const { kind, change } of changes) {
    const id = `${kind} ${change}`;
    counts.set(id, { kind, change, count: (counts.get(id)?.count ?? 0) + 1 });
  }
  return [...counts.values()];
}
