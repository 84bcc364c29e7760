/** The service as an express application: what a request passes on its way. */
import compression from "compression";
import express, { type Express, type RequestHandler } from "express";
import type { Logger } from "pino";
import { api } from "./http/api.ts";
import { failures, notFound } from "./http/failures.ts";
import { health } from "./http/health.ts";
import { pages } from "./http/pages.ts";
import type { Service } from "./http/route.ts";
import { security } from "./http/security.ts";

export function createApp(service: Service): Express {
  const app = express();
  app.disable("x-powered-by");
  app.set("query parser", "simple");
  app.set("trust proxy", service.config.trustProxy);
  app.use(logging(service.log));
  app.use(security(service.config.tls !== null));
  app.use(health(service));
  // The lightest level: an answer is small, and others wait for the processor.
  app.use(compression({ level: 1 }));
  app.use(pages(service));
  app.use("/api/v1", api(service));
  app.use(notFound);
  app.use(failures(service));
  return app;
}

/** Paths without their query: an invitation's code stands there. */
const logging =
  (log: Logger): RequestHandler =>
  (request, response, next) => {
    const began = performance.now();
    const [path] = request.originalUrl.split("?");
    response.once("close", () => {
      const ms = Math.round((performance.now() - began) * 10) / 10;
      log.info({ method: request.method, path, status: response.statusCode, ms }, "request");
    });
    next();
  };
