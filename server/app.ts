/** The service as an express application: what a request passes on its way. */
import compression from "compression";
import express, { type Express, type RequestHandler } from "express";
import type { Logger } from "pino";
import { api } from "./http/api.ts";
import { failures, notFound } from "./http/failures.ts";
import { health } from "./http/health.ts";
import { metricsPage } from "./http/metrics.ts";
import { pages } from "./http/pages.ts";
import type { Service } from "./http/route.ts";
import { security } from "./http/security.ts";
import { Metrics } from "./metrics/metrics.ts";
import { StoreAbsence } from "./store/absence.ts";

export function createApp(
  service: Service,
  metrics = new Metrics(service),
  absence = new StoreAbsence(service),
): Express {
  const app = express();
  app.disable("x-powered-by");
  app.set("query parser", "simple");
  app.set("trust proxy", service.config.trustProxy);
  app.use(logging(service.log, metrics));
  app.use(security(service.config.tls !== null));
  app.use(health(service, absence));
  app.use(metricsPage(service, metrics));
  // The lightest level: an answer is small, and others wait for the processor.
  app.use(compression({ level: 1 }));
  app.use(pages(service));
  app.use("/api/v1", api(service));
  app.use(notFound);
  app.use(failures(service, absence));
  return app;
}

/** Pages and their files, and what is not there: never an address, of which there is no end. */
const OTHER = "other";
const METHODS: ReadonlySet<string> = new Set(["GET", "HEAD", "POST", "PUT", "DELETE"]);

/** Paths without their query: an invitation's code stands there. */
const logging =
  (log: Logger, metrics: Metrics): RequestHandler =>
  (request, response, next) => {
    const began = performance.now();
    const [path] = request.originalUrl.split("?");
    response.once("close", () => {
      const ms = Math.round((performance.now() - began) * 10) / 10;
      const { method } = request;
      const { statusCode: status } = response;
      log.info({ method, path, status, ms }, "request");
      const route = typeof response.locals.route === "string" ? response.locals.route : OTHER;
      metrics.answered({ method: METHODS.has(method) ? method : OTHER, route, status, seconds: ms / 1000 });
    });
    next();
  };
