/** What a decision changed, so that it can be put back: each thing as it was and as it became. */
import { z } from "zod";
import { ENTRY_KINDS, FILING_STATES } from "../../shared/sync/screening.ts";

const AccountState = z.object({
  name: z.string(),
  category: z.string().nullable(),
  level: z.string(),
  state: z.enum(["registered", "nominated", "potential", "declined"]),
  sameAs: z.int().nullable(),
});
export type AccountState = z.infer<typeof AccountState>;

/** A name that the register has for an account, by its key. */
const RegisterName = z.object({
  accountId: z.int(),
  name: z.string(),
  kind: z.enum(["name", "alias", "former"]),
});
export type RegisterName = z.infer<typeof RegisterName>;

const EntryState = z.object({
  name: z.string(),
  state: z.enum(["proposed", "registered", "declined"]),
  sameAs: z.int().nullable(),
});
export type EntryState = z.infer<typeof EntryState>;

/** Another spelling of an entry that HQ itself brings in; it has come about by the decision. */
const Spelling = z.object({
  kind: z.enum(["branch", "carrier"]),
  accountId: z.int(),
  key: z.string(),
  name: z.string(),
  sameAs: z.int(),
});
export type Spelling = z.infer<typeof Spelling>;

const ChosenValue = z.object({
  value: z.union([z.string(), z.number(), z.null()]),
  /** By which it was chosen; null: by the decision at hand. */
  decisionId: z.int().nullable(),
});
export type ChosenValue = z.infer<typeof ChosenValue>;

export const Change = z.discriminatedUnion("thing", [
  z.object({
    thing: z.literal("filing"),
    id: z.string(),
    before: z.enum(FILING_STATES),
    after: z.enum(FILING_STATES),
  }),
  z.object({ thing: z.literal("account"), id: z.int(), before: AccountState, after: AccountState }),
  z.object({
    thing: z.literal("name"),
    id: z.string(),
    before: RegisterName.nullable(),
    after: RegisterName.nullable(),
  }),
  z.object({ thing: z.literal("entry"), id: z.int(), before: EntryState, after: EntryState }),
  z.object({ thing: z.literal("spelling"), id: z.string(), before: z.null(), after: Spelling }),
  z.object({
    thing: z.literal("apart"),
    id: z.string(),
    kind: z.enum(ENTRY_KINDS),
    /** The lower of the two. */
    a: z.int(),
    b: z.int(),
    before: z.literal(false),
    after: z.literal(true),
  }),
  z.object({
    thing: z.literal("value"),
    id: z.string(),
    kind: z.enum(ENTRY_KINDS),
    entryId: z.int(),
    column: z.string(),
    before: ChosenValue.nullable(),
    after: ChosenValue,
  }),
]);
export type Change = z.infer<typeof Change>;

export const Effects = z.object({
  changes: z.array(Change),
  /** Everything that the decision changed or rests upon, by `thingOf`. */
  touches: z.array(z.string()),
});
export type Effects = z.infer<typeof Effects>;

/** `account 12`, `filing 0199…` */
export const thingOf = ({ thing, id }: Pick<Change, "thing" | "id">): string => `${thing} ${id}`;

export const accountThing = (id: number): string => `account ${id}`;
export const entryThing = (id: number): string => `entry ${id}`;
