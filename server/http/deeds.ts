/** What a call does, for the audit record. */
import type { Request } from "express";
import type { Problem } from "../../shared/problems.ts";
import { type Deed, NOBODY, whoIs } from "../audit/deed.ts";
import type { Signed } from "../auth/identify.ts";
import { Reply } from "./reply.ts";
import type { Route } from "./route.ts";

/** Of a query only what says which rows: never what was searched for. */
const SAID = ["period", "sheet", "from", "to", "kind", "state", "format"] as const;
/** What a stranger writes into a path is cut off here. */
const LONGEST = 60;

/** @param signed undefined: nobody has signed in */
export function deedOf(route: Route, request: Request, signed: Signed | undefined, at: number): Deed {
  const texts = (value: unknown): string[] => (typeof value === "string" ? [value.slice(0, LONGEST)] : []);
  const [unit = signed?.person.unit ?? null] = texts(request.query.unit);
  return {
    at: new Date(at).toISOString(),
    who: signed ? whoIs(signed.personId) : NOBODY,
    unit,
    kind: route.signsIn ? "sign-in" : "write",
    action: actionOf(route),
    subject: texts(Object.values(request.params).join(" ")).join(""),
    detail: {
      ...Object.fromEntries(SAID.flatMap((name) => texts(request.query[name]).map((text) => [name, text]))),
      ...(route.signsIn && { address: request.ip ?? "" }),
    },
  };
}

export const actionOf = ({ method, path }: Pick<Route, "method" | "path">): string =>
  `${method.toUpperCase()} ${path}`;

/** A file goes out with what others have told in it; what a page shows, and the change feed, is no export. */
export const isExport = ({
  method,
  answer,
  exports,
}: Pick<Route, "method" | "answer" | "exports">): boolean =>
  exports === true || (method === "get" && typeof answer === "string" && answer !== "");

/** @param value what the route answers */
export const exportOf = (deed: Deed, value: unknown): Deed => ({
  ...deed,
  kind: "export",
  detail: { ...deed.detail, ...(value instanceof Reply && value.parts.exported) },
});

const REFUSALS: readonly number[] = [401, 403, 429];

export const failedSignIn = (deed: Deed, code: string, address: string): Deed => ({
  ...deed,
  subject: "",
  detail: { outcome: "failed", code, address },
});

/** A sign-in that failed, or a call that was refused; undefined for what is only mistaken. */
export function refusalOf(deed: Deed, { code, status }: Problem, address: string): Deed | undefined {
  if (deed.kind === "sign-in" && status < 500) return failedSignIn(deed, code, address);
  if (!REFUSALS.includes(status)) return undefined;
  const refused: Deed = { ...deed, kind: "refusal", detail: { status, code } };
  // A stranger's own words are not put down.
  return deed.who === NOBODY
    ? { ...refused, unit: null, subject: "", detail: { status, code, address } }
    : refused;
}
