/** `/metrics`: for a monitoring system with `METRICS_TOKEN`, and for administrators of headquarters. */
import { timingSafeEqual } from "node:crypto";
import { type RequestHandler, Router } from "express";
import { Problem } from "../../shared/problems.ts";
import { identify } from "../auth/identify.ts";
import { may } from "../auth/roles.ts";
import { hashOf } from "../auth/secret.ts";
import type { Metrics } from "../metrics/metrics.ts";
import { limitsOf } from "./limits.ts";
import type { Service } from "./route.ts";

export function metricsPage(service: Service, metrics: Metrics): RequestHandler {
  const limits = limitsOf({ callsPerMinute: 0 });
  const router = Router();
  router.get("/metrics", async (request, response) => {
    const { authorization } = request.headers;
    if (!isMonitor(authorization, service.config.metricsToken)) {
      const { person } = await identify(authorization, service).catch(async (error: unknown) => {
        await limits.stranger(request, response);
        throw error;
      });
      if (!may(person.role, "readMetrics")) throw new Problem("forbidden");
    }
    const { type, body } = await metrics.text();
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("Content-Type", type);
    response.end(body);
  });
  return router;
}

/** Hashes are compared: how long that takes tells nothing of the token. */
function isMonitor(authorization: string | undefined, token: string | null): boolean {
  const given = /^Bearer +(\S+)$/i.exec(authorization ?? "")?.[1];
  if (token === null || given === undefined) return false;
  return timingSafeEqual(Buffer.from(hashOf(given)), Buffer.from(hashOf(token)));
}
