/** What pane and worker say to each other. */
import type { Language } from "../../../shared/problems.ts";
import type { OwnMonth } from "../../../shared/summary/own-month.ts";
import type { Summary } from "../../../shared/summary/summary.ts";
import type { TroubleKind } from "../trouble.ts";
import type { Reached } from "./database.ts";
import type { ReplicaOf } from "./replica.ts";

export interface Opening {
  readonly of: ReplicaOf;
  readonly drawer: string;
  readonly origin: string;
  /** Address of SQLite's WebAssembly. */
  readonly wasm: string;
}

/** The sign-in, as it is when something is asked of the service. */
export interface Signed {
  readonly token: string | null;
  readonly language: Language;
}

/** Everything that can be asked, by name: what is given, and what is answered. */
export interface Questions {
  readonly open: { readonly given: Opening; readonly answer: Reached };
  /** Nobody is signed in any more. */
  readonly close: { readonly given: null; readonly answer: null };
  readonly catchUp: { readonly given: Signed; readonly answer: Reached };
  readonly rebuild: { readonly given: Signed; readonly answer: Reached };
  readonly summary: { readonly given: { readonly period: string }; readonly answer: Summary | null };
  readonly ownMonth: {
    readonly given: { readonly unit: string; readonly period: string };
    readonly answer: { readonly month: OwnMonth; readonly at: string } | null;
  };
}

export type Asked = {
  readonly [K in keyof Questions]: {
    readonly id: number;
    readonly ask: K;
    readonly given: Questions[K]["given"];
  };
}[keyof Questions];

export type Told =
  | { readonly id: number; readonly answer: Questions[keyof Questions]["answer"] }
  /** `kind` where the service could not be asked. */
  | {
      readonly id: number;
      readonly failed: string;
      readonly kind: TroubleKind | null;
      readonly status: number;
    }
  /** Another window has read further, and this one has taken it up. */
  | { readonly news: Reached };
