/**
 * One route, declared once: what it takes, who may, what it answers. The same declaration registers the handler
 * and writes the API's description.
 */
import type { IncomingMessage } from "node:http";
import type { Logger } from "pino";
import type { z } from "zod";
import type { Language, ProblemCode } from "../../shared/problems.ts";
import type { Author } from "../../shared/sync/protocol.ts";
import type { Action } from "../auth/roles.ts";
import type { Config } from "../config.ts";
import type { Files } from "../files/files.ts";
import type { Store } from "../store/store.ts";
import { readJson } from "./body.ts";
import { assertStorable } from "./storable.ts";
import { parse } from "./parse.ts";

/** What every handler works with. */
export interface Service {
  readonly store: Store;
  readonly config: Config;
  /** Milliseconds. */
  readonly clock: () => number;
  readonly log: Logger;
  /** Those that take long to write. */
  readonly files: Files;
}

export interface Call<Q, B> {
  readonly query: Q;
  readonly body: B;
  /** From the path. */
  readonly params: Readonly<Record<string, string>>;
  readonly person: Author;
  readonly personId: number;
  readonly tokenId: number;
  readonly language: Language;
  readonly request: IncomingMessage;
  /** The answer is out, or the caller has hung up. */
  readonly gone: AbortSignal;
  /** The caller's network address. */
  readonly address: string;
  /** Counts a try with this secret. @throws Problem `too_many_requests` */
  readonly attempt: (code: string) => Promise<void>;
  /** The address by which the caller reached the service. */
  readonly origin: string;
}

export type Method = "get" | "post" | "put" | "delete";

export interface Declaration<Q extends z.ZodType, B extends z.ZodType> {
  readonly method: Method;
  /** Under `/api/v1`, parameters as `{name}`. */
  readonly path: string;
  /** What the caller must be allowed to do; `anyone` needs no token. */
  readonly access: Action | "anyone";
  /** Its answer is put down as an export, though it is no file. */
  readonly exports?: true;
  /** Whoever fails here too often has to wait. */
  readonly signsIn?: true;
  readonly summary: { readonly zh: string; readonly en: string };
  readonly query?: Q;
  readonly body?: B;
  /** Bytes of a JSON body. */
  readonly limit?: number;
  /** What the description says of the body where it is not `body`: a schema that says more, or a media type. */
  readonly describedBody?: z.ZodType | readonly string[];
  /** A schema of the JSON answered, or a media type. */
  readonly answer: z.ZodType | string;
  readonly status?: number;
  /** Besides those that every route may answer. */
  readonly problems?: readonly ProblemCode[];
  readonly handle: (call: Call<z.infer<Q>, z.infer<B>>, service: Service) => Promise<unknown>;
}

/** A call before its query and body have been parsed. */
export type RawCall = Omit<Call<unknown, unknown>, "body">;

/** A declaration whose types have done their work. */
export interface Route extends Omit<Declaration<z.ZodType, z.ZodType>, "handle"> {
  readonly handle: (call: RawCall, service: Service) => Promise<unknown>;
}

/** A JSON body is small unless its route says otherwise. */
const JSON_LIMIT = 64 * 1024;

export function route<Q extends z.ZodType = z.ZodUndefined, B extends z.ZodType = z.ZodUndefined>(
  declaration: Declaration<Q, B>,
): Route {
  const { handle, query, body, limit = JSON_LIMIT, ...described } = declaration;
  return {
    ...described,
    ...(query && { query }),
    ...(body && { body }),
    handle: async (call, service) => {
      assertStorable(call.params);
      return handle(
        {
          ...call,
          query: parsed(query, call.query, call.language),
          body: parsed(body, body && (await readJson(call.request, limit)), call.language),
        },
        service,
      );
    },
  };
}

/** A route that declares no schema declares no such type either: its handler sees undefined. */
const parsed = <T extends z.ZodType>(
  schema: T | undefined,
  input: unknown,
  language: Language,
): z.infer<T> => (schema ? parse(schema, input, language) : (undefined as z.infer<T>));
