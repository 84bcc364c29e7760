/** A service that a plant's lead sends what is hostile: each call is answered, or given up after a minute. */
import { aService } from "../http/a-service.ts";
import type { SqlStore } from "../../server/store/sql/sql-store.ts";

export interface Answer {
  readonly status: number;
  readonly code: unknown;
  readonly answer: Record<string, unknown>;
}

export interface ACallee {
  readonly store: SqlStore;
  post(
    path: string,
    type: string,
    body: string | Uint8Array,
    headers?: Record<string, string>,
  ): Promise<Answer>;
  push(body: unknown): Promise<Answer>;
  stop(): Promise<void>;
}

/** What looks at each of its characters once takes a fraction of it; what looks again and again takes hours. */
const MOST_MS = 60_000;

export async function aCallee(): Promise<ACallee> {
  const at = await aService();
  const lead = await at.token("lead", "P01", "李明");
  const post: ACallee["post"] = async (path, type, body, headers = {}) => {
    const response = await fetch(`${at.url}/api/v1${path}`, {
      method: "POST",
      headers: { Authorization: `Bearer ${lead}`, "Content-Type": type, ...headers },
      body: typeof body === "string" ? body : new Uint8Array(body),
      signal: AbortSignal.timeout(MOST_MS),
    });
    const answer = (await response.json()) as Record<string, unknown>;
    return { status: response.status, code: answer.code, answer };
  };
  return {
    store: at.store,
    post,
    push: (body) => post("/submissions", "application/json", JSON.stringify(body)),
    stop: () => at.stop(),
  };
}
