/** The outbox of the service (R3, R4). */
import { Copy, CopyPage, CopySettings, type CopyState } from "../../shared/sync/copies.ts";
import { ask, type Connection } from "./api.ts";

export interface CopiesWanted {
  readonly state?: CopyState;
  readonly before?: number;
  readonly limit: number;
}

export function copiesOf(connection: Connection) {
  return {
    /** Newest first, within sight. */
    copies: (wanted: CopiesWanted, signal?: AbortSignal) =>
      ask(connection, CopyPage, { path: "/copies", query: { ...wanted }, ...(signal ? { signal } : {}) }),

    /** Sends a copy that has not been sent. */
    retryCopy: (id: number) => ask(connection, Copy, { method: "POST", path: `/copies/${id}/retry` }),

    copySettings: (signal?: AbortSignal) =>
      ask(connection, CopySettings, { path: "/copies/settings", ...(signal ? { signal } : {}) }),

    setCopySettings: (settings: CopySettings) =>
      ask(connection, CopySettings, {
        method: "PUT",
        path: "/copies/settings",
        body: JSON.stringify(settings),
      }),
  };
}
