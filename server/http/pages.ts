/** What is served as it is: the pane, the browser desk, Office.js, the manifest, the API's pages. */
import { access, readFile } from "node:fs/promises";
import { join } from "node:path";
import express, { type RequestHandler, Router } from "express";
import { Problem } from "../../shared/problems.ts";
import type { Service } from "./route.ts";

const WEEK = 7 * 24 * 3600;
/** The address that the manifest in the project names. */
const DEVELOPMENT_URL = "https://localhost:3000";

export function pages({ config }: Service): RequestHandler {
  const { addin, office, swagger } = config.folders;
  const router = Router();
  router.get("/", async (request, response) => {
    const desk = join(addin, "desk.html");
    if (await exists(desk)) response.sendFile(desk);
    else response.redirect(302, `/taskpane.html${queryOf(request.originalUrl)}`);
  });
  router.get("/manifest.xml", async (request, response) => {
    const manifest = await readFile(config.folders.manifest, "utf8").catch(() => undefined);
    if (manifest === undefined) throw new Problem("not_found");
    const url = config.publicUrl ?? `${request.protocol}://${request.headers.host ?? "localhost"}`;
    response.type("application/xml").send(manifest.replaceAll(DEVELOPMENT_URL, xmlText(url)));
  });
  router.use("/office", express.static(office, { maxAge: WEEK * 1000, index: false }));
  router.get("/api/v1/docs", (_, response) => void response.type("html").send(DOCS));
  router.get("/api/v1/docs/initializer.js", (_, response) => void response.type("js").send(INITIALIZER));
  router.use("/api/v1/docs", express.static(swagger, { maxAge: WEEK * 1000, index: false }));
  router.use(
    express.static(addin, {
      index: false,
      setHeaders: (response, path) => {
        // Names with a hash in them never change their content; the pages that name them do.
        const hashed = /\.[0-9a-f]{8,}\.\w+$/.test(path);
        response.setHeader("Cache-Control", hashed ? `public, max-age=${52 * WEEK}, immutable` : "no-cache");
      },
    }),
  );
  return router;
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

const queryOf = (url: string): string => (url.includes("?") ? url.slice(url.indexOf("?")) : "");

const xmlText = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");

const DOCS = `<!doctype html>
<html lang="zh-CN">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Dakehu API</title>
    <link rel="stylesheet" href="/api/v1/docs/swagger-ui.css" />
    <link rel="icon" href="/api/v1/docs/favicon-32x32.png" />
  </head>
  <body>
    <div id="swagger-ui"></div>
    <script src="/api/v1/docs/swagger-ui-bundle.js"></script>
    <script src="/api/v1/docs/initializer.js"></script>
  </body>
</html>
`;

const INITIALIZER = `window.ui = SwaggerUIBundle({
  url: "/api/v1/openapi.json",
  dom_id: "#swagger-ui",
  deepLinking: true,
  presets: [SwaggerUIBundle.presets.apis],
  validatorUrl: null,
});
`;
