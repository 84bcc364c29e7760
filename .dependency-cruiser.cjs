/** The house's one way: which folder may import which. `npm run check` runs it. */
const within = (folder) => ({ path: `^${folder}/` });

module.exports = {
  forbidden: [
    {
      name: "no-cycles",
      comment: "A file never imports one that imports it.",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      name: "shared-is-pure",
      comment: "shared/ has no I/O: it imports itself and zod, and papaparse's parser for CSV text.",
      severity: "error",
      from: within("shared"),
      to: { pathNot: ["^shared/", "^node_modules/(zod|papaparse|@types/papaparse)/"] },
    },
    {
      name: "addin-knows-no-server",
      comment: "The pane and the service meet over HTTP only.",
      severity: "error",
      from: within("addin"),
      to: { path: "^server/" },
    },
    {
      name: "server-knows-no-addin",
      severity: "error",
      from: within("server"),
      to: { path: "^addin/" },
    },
    {
      name: "product-knows-no-test",
      comment: "Boot scripts draw icons with the browser that the tests find.",
      severity: "error",
      from: { path: "^(addin|server|shared)/", pathNot: "^server/boot/icons\\.mjs$" },
      to: { path: "^test/" },
    },
    {
      name: "boot-stands-alone",
      comment: "Boot scripts run before anything is installed or compiled.",
      severity: "error",
      from: { path: "^server/boot/", pathNot: "^server/boot/(icons|excel)\\.mjs$" },
      to: { pathNot: ["^server/boot/"], dependencyTypesNot: ["core"] },
    },
    {
      name: "service-knows-no-boot",
      severity: "error",
      from: { path: "^(server|shared|addin)/", pathNot: "^server/boot/" },
      to: { path: "^server/boot/" },
    },
    {
      name: "hucre-in-xlsx-only",
      comment: "One folder knows the library that reads and writes .xlsx files.",
      severity: "error",
      from: { pathNot: "^(server/xlsx|test)/" },
      to: { path: "^node_modules/hucre/" },
    },
    {
      name: "sqlite-in-store-only",
      severity: "error",
      from: { pathNot: "^(server/store|test)/" },
      to: { path: "^node_modules/(better-sqlite3|@types/better-sqlite3)/" },
    },
    {
      name: "sql-js-in-sync-only",
      comment: "The pane's local replica is the only user of SQLite in the browser.",
      severity: "error",
      from: { path: "^addin/", pathNot: "^addin/sync/" },
      to: { path: "^node_modules/(sql\\.js|@types/sql\\.js)/" },
    },
    {
      name: "declared",
      comment: "Every package is one that package.json names; what runs in production is a dependency.",
      severity: "error",
      from: { path: "^(addin|server|shared)/", pathNot: "^server/boot/" },
      to: {
        dependencyTypes: ["npm-no-pkg", "npm-unknown", "npm-dev"],
        pathNot: "^node_modules/@types/",
      },
    },
    {
      name: "resolvable",
      severity: "error",
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(dist|coverage|data)/" },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
      extensions: [".ts", ".tsx", ".mjs", ".js", ".cjs", ".json", ".d.ts"],
    },
  },
};
