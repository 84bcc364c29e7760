/** `/healthz`: serving. `/readyz`: the store can be written. */
import { type RequestHandler, Router } from "express";
import { Problem } from "../../shared/problems.ts";
import type { StoreAbsence } from "../store/absence.ts";
import type { Service } from "./route.ts";

export function health({ store, log }: Service, absence: StoreAbsence): RequestHandler {
  const router = Router();
  router.get("/healthz", (_, response) => void response.json({ status: "ok" }));
  router.get("/readyz", async (_, response) => {
    try {
      await store.probe();
    } catch (error) {
      // Counted where it is answered.
      if (absence.explains(error)) throw error;
      log.warn({ err: error }, "not ready");
      throw new Problem("unavailable");
    }
    response.json({ status: "ready" });
  });
  return router;
}
