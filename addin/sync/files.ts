/** Long files of the service: asked for, looked after, fetched or given up. */
import { type AskedFile, FileRun } from "../../shared/sync/files.ts";
import { ask, type Connection, send } from "./api.ts";

export function filesOf(connection: Connection) {
  const at = encodeURIComponent;
  return {
    /** Somebody else's run where they asked for the same. */
    askForFile: (asked: AskedFile) =>
      ask(connection, FileRun, { method: "POST", path: "/files", body: JSON.stringify(asked) }),

    /** To be asked within a minute, again and again: who does not is taken for gone. */
    fileRun: (id: string) => ask(connection, FileRun, { path: `/files/${at(id)}` }),

    fileContent: async (id: string): Promise<Blob> =>
      (await send(connection, { path: `/files/${at(id)}/content` })).blob(),

    giveUpFile: (id: string) => send(connection, { method: "DELETE", path: `/files/${at(id)}` }),
  };
}
