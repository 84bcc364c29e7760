/** Everything under `/api/v1`. */
import { type RequestHandler, Router } from "express";
import { access } from "./access.ts";
import { accounts } from "./accounts.ts";
import { companyAccounts } from "./company-accounts.ts";
import { company } from "./company.ts";
import { audit } from "./audit.ts";
import { copies } from "./copies.ts";
import { coverage } from "./coverage.ts";
import { csvMapping } from "./csv-mapping.ts";
import { csv } from "./csv-upload.ts";
import { decisions } from "./decisions.ts";
import { endpoint } from "./endpoint.ts";
import { entries } from "./entries.ts";
import { methodNotAllowed, notFound } from "./failures.ts";
import { files } from "./files.ts";
import { filings } from "./filings.ts";
import { limitsOf } from "./limits.ts";
import { matches } from "./matches.ts";
import { openApi } from "./openapi.ts";
import { periods } from "./periods.ts";
import { personalData } from "./personal-data.ts";
import { register } from "./register.ts";
import type { Route, Service } from "./route.ts";
import { latestRows } from "./latest-rows.ts";
import { replica } from "./replica.ts";
import { reports } from "./reports.ts";
import { rows } from "./rows.ts";
import { session } from "./session.ts";
import { submissions } from "./submissions.ts";
import { master } from "./master.ts";
import { merged } from "./merged.ts";
import { summary } from "./summary.ts";
import { template } from "./template.ts";
import { units } from "./units.ts";
import { words } from "./words.ts";
import { workbooks } from "./workbooks.ts";

/** The table of routes: it registers them, and it is their description. */
export const ROUTES: readonly Route[] = [
  ...session,
  ...submissions,
  ...register,
  ...rows,
  ...latestRows,
  ...replica,
  ...template,
  ...workbooks,
  ...csv,
  ...csvMapping,
  ...master,
  ...files,
  ...merged,
  ...summary,
  ...coverage,
  ...words,
  ...reports,
  ...periods,
  ...units,
  ...access,
  ...company,
  ...companyAccounts,
  ...filings,
  ...accounts,
  ...entries,
  ...matches,
  ...decisions,
  ...copies,
  ...audit(() => ROUTES),
  ...personalData,
];

export function api(service: Service): RequestHandler {
  const router = Router({ caseSensitive: true });
  const limits = limitsOf(service.config);
  const description = JSON.stringify(openApi(ROUTES));
  router.get("/openapi.json", (_, response) => void response.type("json").send(description));
  const methods = new Map<string, string[]>();
  for (const route of ROUTES) {
    const path = route.path.replaceAll(/\{(\w+)\}/g, ":$1");
    router[route.method](path, endpoint(route, service, limits));
    methods.set(path, [...(methods.get(path) ?? []), route.method.toUpperCase()]);
  }
  for (const [path, allowed] of methods) router.all(path, methodNotAllowed(allowed));
  router.use(notFound);
  return router;
}
