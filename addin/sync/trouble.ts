/** What can go wrong between the pane and the service, told apart so that each has its own remedy. */

export type TroubleKind =
  /** The service answered with a problem of its catalogue. */
  | "problem"
  /** 401: the sign-in is not, or no longer, valid. */
  | "signedOut"
  /** 429 or 503: try again after `retryAfter` seconds. */
  | "busy"
  /** No answer at all: offline, refused, or the connection broke. The request may or may not have arrived. */
  | "network"
  /** No answer in time. The request may or may not have arrived. */
  | "timeout"
  /** An answer that is not of the agreed shape: another program stands in between, or versions differ. */
  | "garbled"
  /** The user stopped it. */
  | "cancelled";

export class ServiceProblem extends Error {
  readonly kind: TroubleKind;
  /** HTTP status, 0 where there was no answer. */
  readonly status: number;
  /** Of the service's catalogue, "" where it gave none. */
  readonly code: string;
  /** The service's words, in the user's language; "" where it gave none. */
  readonly title: string;
  readonly detail: string;
  /** Seconds, with `busy`. */
  readonly retryAfter: number | null;

  constructor(kind: TroubleKind, given: Partial<Omit<ServiceProblem, "kind" | "name" | "message">> = {}) {
    super(`${kind} ${given.status ?? 0} ${given.code ?? ""} ${given.title ?? ""}`.trim());
    this.name = "ServiceProblem";
    this.kind = kind;
    this.status = given.status ?? 0;
    this.code = given.code ?? "";
    this.title = given.title ?? "";
    this.detail = given.detail ?? "";
    this.retryAfter = given.retryAfter ?? null;
  }

  /** Nothing tells whether the request was carried out: only sending the same again is safe. */
  get answerIsLost(): boolean {
    return this.kind === "network" || this.kind === "timeout" || this.kind === "garbled";
  }

  /** The service looked at this very request and will never take it: sending the same again is in vain. */
  get isFinal(): boolean {
    return this.kind === "problem" && this.status >= 400 && this.status < 500 && this.status !== 403;
  }
}
