/** One request to the service: token, language, time limit, packed bodies, and every failure as a `ServiceProblem`. */
import { z } from "zod";
import type { Language } from "../../shared/problems.ts";
import { ServiceProblem } from "./trouble.ts";

export interface Connection {
  /** `https://host[:port]`; the pane is served by the service itself. */
  readonly origin: string;
  token(): string | null;
  language(): Language;
}

export interface Request {
  readonly method?: "GET" | "POST" | "PUT" | "DELETE";
  /** Below `/api/v1`. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  /** JSON as it goes over the wire: a string, so that sending again sends the same bytes. */
  readonly body?: string;
  /** A file with what belongs to it, instead of JSON. */
  readonly form?: FormData;
  readonly etag?: string;
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

const TIMEOUT_MS = 30_000;
/** Below this packing costs more than it saves. */
const PACK_FROM = 16 * 1024;

/** Sends a request; answers whatever the service answered with 2xx or 304. */
export async function send(connection: Connection, request: Request): Promise<Response> {
  const stop = new AbortController();
  let timedOut = false;
  const timer = setTimeout(() => {
    timedOut = true;
    stop.abort();
  }, request.timeoutMs ?? TIMEOUT_MS);
  const onStop = () => stop.abort();
  request.signal?.addEventListener("abort", onStop);
  try {
    const { body, packed } = await packedBody(request.body);
    const response = await fetch(urlOf(connection, request), {
      method: request.method ?? "GET",
      headers: headersOf(connection, request, packed),
      body: request.form ?? body,
      signal: stop.signal,
      cache: "no-store",
    });
    if (response.ok || response.status === 304) return response;
    throw await problemOf(response);
  } catch (cause) {
    if (cause instanceof ServiceProblem) throw cause;
    if (request.signal?.aborted) throw new ServiceProblem("cancelled");
    throw new ServiceProblem(timedOut ? "timeout" : "network");
  } finally {
    clearTimeout(timer);
    request.signal?.removeEventListener("abort", onStop);
  }
}

/** Sends a request and parses its JSON answer. */
export async function ask<T>(connection: Connection, schema: z.ZodType<T>, request: Request): Promise<T> {
  return parseAnswer(schema, await send(connection, request));
}

export async function parseAnswer<T>(schema: z.ZodType<T>, response: Response): Promise<T> {
  let json: unknown;
  try {
    json = await response.json();
  } catch {
    // Cut off in the middle, or a proxy's page: whether the request was carried out is not known.
    throw new ServiceProblem("garbled", { status: response.status });
  }
  const parsed = schema.safeParse(json);
  if (!parsed.success) {
    throw new ServiceProblem("garbled", { status: response.status, detail: z.prettifyError(parsed.error) });
  }
  return parsed.data;
}

function urlOf(connection: Connection, { path, query = {} }: Request): string {
  const url = new URL(`/api/v1${path}`, connection.origin);
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== "") url.searchParams.set(name, String(value));
  }
  return url.href;
}

function headersOf(connection: Connection, request: Request, packed: boolean): Record<string, string> {
  const token = connection.token();
  return {
    Accept: "application/json, application/problem+json;q=0.9, */*;q=0.1",
    "Accept-Language": connection.language() === "zh" ? "zh-CN" : "en-US",
    ...(token === null ? {} : { Authorization: `Bearer ${token}` }),
    ...(request.body === undefined ? {} : { "Content-Type": "application/json" }),
    ...(packed ? { "Content-Encoding": "gzip" } : {}),
    ...(request.etag === undefined ? {} : { "If-None-Match": request.etag }),
  };
}

/** Packs a large body where the web view can (WebView2 since Edge 80, Safari since 16.4). */
async function packedBody(
  body: string | undefined,
): Promise<{ body: string | ArrayBuffer | undefined; packed: boolean }> {
  if (body === undefined || body.length < PACK_FROM || typeof CompressionStream === "undefined") {
    return { body, packed: false };
  }
  const stream = new Blob([body]).stream().pipeThrough(new CompressionStream("gzip"));
  return { body: await new Response(stream).arrayBuffer(), packed: true };
}

const ProblemBody = z.object({
  title: z.string().default(""),
  detail: z.string().default(""),
  code: z.string().default(""),
});

async function problemOf(response: Response): Promise<ServiceProblem> {
  const { status } = response;
  const text = await response.text().catch(() => "");
  const words = ProblemBody.safeParse(jsonOrNull(text)).data ?? { title: "", detail: "", code: "" };
  if (status === 401) return new ServiceProblem("signedOut", { status, ...words });
  if (status === 429 || status === 503) {
    return new ServiceProblem("busy", { status, ...words, retryAfter: retryAfterOf(response) });
  }
  // 408 and the gateways' 502 and 504 say nothing about what the service itself did.
  if (status === 408 || status === 502 || status === 504) return new ServiceProblem("network", { status });
  return new ServiceProblem("problem", { status, ...words });
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Seconds; the header may also carry a date (RFC 9110, 10.2.3). */
function retryAfterOf(response: Response): number | null {
  const header = response.headers.get("Retry-After");
  if (header === null) return null;
  if (/^\d+$/.test(header)) return Number(header);
  const at = Date.parse(header);
  return Number.isNaN(at) ? null : Math.max(0, Math.ceil((at - Date.now()) / 1000));
}
