/** Who may do what, and for whom: the one table of actions and roles. Every route names its action. */
import type { Author, Role } from "../../shared/sync/protocol.ts";

/**
 * For whom: `any` unit, or everything where the action is about no unit; a plant's head for its `own` unit `AndShops`;
 * for its `shops` only; a person's `own` unit; `none`: not at all.
 */
export const SCOPES = ["any", "ownAndShops", "shops", "own", "none"] as const;
export type Scope = (typeof SCOPES)[number];

type Rule = Readonly<Record<Role, Scope>>;

const rule = (lead: Scope, head: Scope, hq: Scope, admin: Scope): Rule => ({
  lead,
  head,
  hq,
  "hq-admin": admin,
});

/** About no unit in particular, or the same for all. */
const EVERYONE = rule("any", "any", "any", "any");
const WITHIN_REACH = rule("own", "ownAndShops", "any", "any");
const HEADQUARTERS = rule("none", "none", "any", "any");
const ADMINISTRATORS = rule("none", "none", "none", "any");

/** The table. A route whose action is not in it does not compile; `docs/security-roles.md` is made from it. */
export const RULES = {
  /** Seeing who one is, one's own sign-ins, and ending them. */
  useSession: EVERYONE,
  readRegister: WITHIN_REACH,
  readRows: WITHIN_REACH,
  writeRows: WITHIN_REACH,
  takeTemplate: WITHIN_REACH,
  readPeriods: EVERYONE,
  readUnits: WITHIN_REACH,
  readFilings: WITHIN_REACH,
  readCompleteness: WITHIN_REACH,
  readCopies: WITHIN_REACH,
  /** Endorsing a shop's filing: the word of its main-base plant. */
  endorse: rule("none", "shops", "none", "none"),
  /** A decision on a filing: an endorsement, or headquarters' screening. */
  decideFilings: rule("none", "shops", "any", "any"),
  screen: HEADQUARTERS,
  readDecisions: HEADQUARTERS,
  readMaster: HEADQUARTERS,
  readSummary: HEADQUARTERS,
  issueReports: HEADQUARTERS,
  setPeriods: HEADQUARTERS,
  manageCopies: HEADQUARTERS,
  correctClosed: ADMINISTRATORS,
  manageUnits: ADMINISTRATORS,
  manageAccess: ADMINISTRATORS,
  /** How the service fares: `/metrics`, for whom has no METRICS_TOKEN. */
  readMetrics: ADMINISTRATORS,
  readAudit: ADMINISTRATORS,
  /** Giving out and erasing what is held of a contact. */
  managePersonalData: ADMINISTRATORS,
} as const satisfies Readonly<Record<string, Rule>>;

export type Action = keyof typeof RULES;

const scopeOf = (role: Role, action: Action): Scope => RULES[action][role];

/** For anybody at all? Whose rows it is about is looked at where that is known. */
export const may = (role: Role, action: Action): boolean => scopeOf(role, action) !== "none";

/** A unit as far as reach is concerned. */
export interface UnitPlace {
  readonly code: string;
  /** Code of the main-base plant of a shop. */
  readonly base: string | null;
}

/** May this person do that for that unit? */
export function reaches({ role, unit }: Author, of: UnitPlace, action: Action = "readRows"): boolean {
  const own = unit !== null && of.code === unit;
  const shop = unit !== null && of.base === unit;
  switch (scopeOf(role, action)) {
    case "any":
      return true;
    case "ownAndShops":
      return own || shop;
    case "shops":
      return shop;
    case "own":
      return own;
    case "none":
      return false;
  }
}

/** Is there no unit that the person's reach leaves out? */
export const reachesAll = ({ role }: Author): boolean => RULES.readRows[role] === "any";

/** Roles that belong to a unit; the others belong to headquarters. */
export const needsUnit = (role: Role): boolean => RULES.readRows[role] !== "any";
