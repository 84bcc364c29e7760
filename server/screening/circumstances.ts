/** Who decides, when, and in which language a refusal is told. */
import { type Language, type Params, Problem } from "../../shared/problems.ts";
import type { Author } from "../../shared/sync/protocol.ts";
import type { AddresseesOf } from "../notify/addressees.ts";
import { IMPOSSIBLE, type Impossible } from "../../shared/text/impossible.ts";

export interface Circumstances {
  readonly person: Author;
  /** ISO 8601. */
  readonly at: string;
  readonly language: Language;
  /** Who is told of the answer to a unit's filing; left out where nobody is to be. */
  readonly addresseesOf?: AddresseesOf;
}

/** Why the subject cannot be decided so, as a Problem. */
export function impossible(
  { language }: Circumstances,
  subject: string,
  why: Impossible,
  params: Params = {},
): Problem {
  const detail = IMPOSSIBLE[why][language].replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    String(params[name] ?? ""),
  );
  return new Problem("decision_impossible", { subject, detail });
}
