/** Headers that keep a page from doing what it has no need to do. */
import type { RequestHandler } from "express";
import helmet from "helmet";

/** Where Office shows a pane in a frame: Microsoft's own service, and the one run in China. */
const OFFICE_HOSTS = [
  "https://*.office.com",
  "https://*.officeapps.live.com",
  "https://*.office365.com",
  "https://*.sharepoint.com",
  "https://*.microsoft.com",
  "https://*.microsoft365.com",
  "https://*.cloud.microsoft",
  "https://*.office365.cn",
  "https://*.sharepoint.cn",
  "https://*.partner.officewebapps.cn",
  "https://*.officewebapps.cn",
  "https://*.partner.microsoftonline.cn",
];

/** @param secure the service itself speaks TLS, so that nothing need be fetched without it */
export const security = (secure: boolean): RequestHandler =>
  helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        // The pane's local replica is SQLite as WebAssembly; code made from text stays forbidden.
        scriptSrc: ["'self'", "'wasm-unsafe-eval'"],
        // Fluent UI writes its rules into the page while it runs.
        styleSrc: ["'self'", "'unsafe-inline'"],
        fontSrc: ["'self'", "data:"],
        imgSrc: ["'self'", "data:"],
        connectSrc: ["'self'"],
        manifestSrc: ["'self'"],
        workerSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'self'"],
        objectSrc: ["'none'"],
        frameSrc: ["'self'"],
        frameAncestors: ["'self'", ...OFFICE_HOSTS],
      },
    },
    // Office shows the pane in a frame; who may is said above, which X-Frame-Options cannot.
    frameguard: false,
    strictTransportSecurity: secure,
    // Office's own pages load the manifest's icons from here.
    crossOriginResourcePolicy: { policy: "cross-origin" },
    crossOriginOpenerPolicy: false,
  });
