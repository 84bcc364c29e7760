/** Listening, and stopping without breaking off an answer. */
import { createServer as createHttp, type RequestListener, type Server } from "node:http";
import { createServer as createHttps } from "node:https";
import type { AddressInfo } from "node:net";
import { createApp } from "./app.ts";
import type { Config } from "./config.ts";
import type { Service } from "./http/route.ts";
import type { Metrics } from "./metrics/metrics.ts";
import type { StoreAbsence } from "./store/absence.ts";
import { renewing } from "./tls.ts";

/** An answer that takes longer than this to send is broken off when the service stops. */
const GRACE_MS = 10_000;

export interface Serving {
  readonly port: number;
  /** Answers what has been asked, then stops; the store is the caller's to close. */
  stop(): Promise<void>;
}

/** @throws the operating system's error, e.g. `EADDRINUSE` */
export async function serve(service: Service, metrics?: Metrics, absence?: StoreAbsence): Promise<Serving> {
  const { tls, port, host } = service.config;
  const app = createApp(service, metrics, absence);
  const { server, ended } = tls
    ? secured(app, service, tls)
    : { server: createHttp(app), ended: () => undefined };
  // A client whose connection is closed while it sends would take that for a lost answer.
  server.keepAliveTimeout = 65_000;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve();
    });
  });
  return {
    port: portOf(server.address()),
    stop: () => {
      ended();
      return stop(server);
    },
  };
}

interface Secured {
  readonly server: Server;
  readonly ended: () => void;
}

function secured(app: RequestListener, { log }: Service, tls: NonNullable<Config["tls"]>): Secured {
  const server = createHttps({ cert: tls.cert, key: tls.key }, app);
  return { server, ended: renewing(server, tls, log) };
}

const portOf = (address: AddressInfo | string | null): number =>
  typeof address === "object" && address !== null ? address.port : 0;

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const late = setTimeout(() => server.closeAllConnections(), GRACE_MS);
    server.close(() => {
      clearTimeout(late);
      resolve();
    });
    server.closeIdleConnections();
  });
}
