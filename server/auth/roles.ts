/** Who may do what: the one table of roles and actions. */
import type { Author, Role } from "../../shared/sync/protocol.ts";

export const ACTIONS = [
  "readRegister",
  "readRows",
  "writeRows",
  "takeTemplate",
  "readPeriods",
  "readUnits",
  "setPeriods",
  "readMaster",
  "readSummary",
  "correctClosed",
  "manageUnits",
  "manageAccess",
  "readFilings",
  "endorse",
  "screen",
  "readDecisions",
  "readCompleteness",
  "readCopies",
  "manageCopies",
  "issueReports",
] as const;
export type Action = (typeof ACTIONS)[number];

const EVERYONE: readonly Role[] = ["lead", "head", "hq", "hq-admin"];
const HEADS: readonly Role[] = ["head"];
const HEADQUARTERS: readonly Role[] = ["hq", "hq-admin"];
const ADMINISTRATORS: readonly Role[] = ["hq-admin"];

export const ALLOWED: Readonly<Record<Action, readonly Role[]>> = {
  readRegister: EVERYONE,
  readRows: EVERYONE,
  writeRows: EVERYONE,
  takeTemplate: EVERYONE,
  readPeriods: EVERYONE,
  readUnits: EVERYONE,
  setPeriods: HEADQUARTERS,
  readMaster: HEADQUARTERS,
  readSummary: HEADQUARTERS,
  correctClosed: ADMINISTRATORS,
  manageUnits: ADMINISTRATORS,
  manageAccess: ADMINISTRATORS,
  readFilings: EVERYONE,
  endorse: HEADS,
  screen: HEADQUARTERS,
  readDecisions: HEADQUARTERS,
  readCompleteness: EVERYONE,
  readCopies: EVERYONE,
  manageCopies: HEADQUARTERS,
  issueReports: HEADQUARTERS,
};

/** How far a role's reading and writing of rows reaches: a plant's head speaks for its shops as well. */
const REACH: Readonly<Record<Role, "own" | "ownAndShops" | "all">> = {
  lead: "own",
  head: "ownAndShops",
  hq: "all",
  "hq-admin": "all",
};

export const may = (role: Role, action: Action): boolean => ALLOWED[action].includes(role);

/** A unit as far as reach is concerned. */
export interface UnitPlace {
  readonly code: string;
  /** Code of the main-base plant of a shop. */
  readonly base: string | null;
}

/** Does this person read and write the rows of that unit? */
export function reaches(person: Author, unit: UnitPlace): boolean {
  switch (REACH[person.role]) {
    case "all":
      return true;
    case "ownAndShops":
      return person.unit !== null && (unit.code === person.unit || unit.base === person.unit);
    case "own":
      return unit.code === person.unit;
  }
}

/** Is there any unit the person's reach leaves out? */
export const reachesAll = (person: Author): boolean => REACH[person.role] === "all";

/** Roles that belong to a unit; the others belong to headquarters. */
export const needsUnit = (role: Role): boolean => REACH[role] !== "all";
