/** How often one may ask: who signs in, who calls without a good token, and each token (429 with Retry-After). */
import type { Request, Response } from "express";
import { ipKeyGenerator, type Options, rateLimit, type RateLimitRequestHandler } from "express-rate-limit";
import { Problem } from "../../shared/problems.ts";

const MINUTE_MS = 60_000;
/** Sign-ins that failed, by network address: eight characters must not be found by trying. */
const FAILURES_PER_ADDRESS = 10;
/** The same, of all addresses together: nor by trying from many. */
const FAILURES_TOGETHER = 300;
/** Sign-ins with one and the same code. */
const ATTEMPTS_PER_CODE = 10;
/** Calls with no token or a void one, by address. Who has a good one is never held up by them. */
const STRANGERS_PER_ADDRESS = 300;

/** Each rejects with Problem `too_many_requests`. */
export interface Limits {
  /** Before a sign-in: have too many failed of late? This one counts if it fails. */
  signIn(request: Request, response: Response): Promise<void>;
  /** A try with this code, whatever comes of it. */
  attempt(request: Request, response: Response, code: string): Promise<void>;
  /** Somebody without a good token was refused. */
  stranger(request: Request, response: Response): Promise<void>;
  /** A call with this token. */
  call(request: Request, response: Response, tokenId: number): Promise<void>;
}

/** @param callsPerMinute of one token; 0: as many as it likes */
export function limitsOf({ callsPerMinute }: { readonly callsPerMinute: number }): Limits {
  const byAddress = limiter(FAILURES_PER_ADDRESS, { ...FAILURES_ONLY, keyGenerator: addressOf });
  const together = limiter(FAILURES_TOGETHER, { ...FAILURES_ONLY, keyGenerator: () => "all" });
  const strangers = limiter(STRANGERS_PER_ADDRESS, { keyGenerator: addressOf });
  const byCode = keyed(ATTEMPTS_PER_CODE);
  const byToken = callsPerMinute === 0 ? undefined : keyed(callsPerMinute);
  return {
    async signIn(request, response) {
      await within(byAddress, request, response);
      await within(together, request, response);
    },
    attempt: byCode,
    stranger: (request, response) => within(strangers, request, response),
    call: async (request, response, tokenId) => byToken?.(request, response, String(tokenId)),
  };
}

const FAILURES_ONLY = { skipSuccessfulRequests: true } as const;

/** Neighbours in one IPv6 network count as one. */
const addressOf = (request: Request): string => ipKeyGenerator(request.ip ?? "");

const limiter = (limit: number, options: Partial<Options>): RateLimitRequestHandler =>
  rateLimit({
    windowMs: MINUTE_MS,
    limit,
    standardHeaders: false,
    legacyHeaders: false,
    // They look at how a proxy is set up, at the first request, and write to the console; docs/security.md says it.
    validate: false,
    handler: (request, _, next) => next(new Problem("too_many_requests", { seconds: secondsUntil(request) })),
    ...options,
  });

/** A limiter that is told at each call what it counts by. */
function keyed(limit: number): (request: Request, response: Response, key: string) => Promise<void> {
  const keys = new WeakMap<Request, string>();
  const limited = limiter(limit, { keyGenerator: (request) => keys.get(request) ?? "" });
  return (request, response, key) => {
    keys.set(request, key);
    return within(limited, request, response);
  };
}

const within = (limited: RateLimitRequestHandler, request: Request, response: Response): Promise<void> =>
  new Promise((resolve, reject) => {
    void limited(request, response, (problem?: unknown) => {
      if (problem === undefined) resolve();
      else reject(problem);
    });
  });

function secondsUntil(request: Request): number {
  const info: unknown = Reflect.get(request, "rateLimit");
  const reset: unknown =
    typeof info === "object" && info !== null ? Reflect.get(info, "resetTime") : undefined;
  const left = reset instanceof Date ? reset.getTime() - Date.now() : MINUTE_MS;
  return Math.max(1, Math.ceil(left / 1000));
}
