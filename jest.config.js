/**
 * One run of everything: pure core, store, HTTP, files, and the shipped bundle in a real browser; then the tests of the
 * store and of all that is built on it once more, on PostgreSQL.
 */
const swc = [
  "@swc/jest",
  {
    jsc: {
      parser: { syntax: "typescript", tsx: true },
      transform: { react: { runtime: "automatic" } },
      target: "es2022",
    },
    module: { type: "commonjs" },
  },
];

const common = {
  testEnvironment: "node",
  transform: { "\\.(ts|tsx|mjs|js)$": swc },
  // Packages that ship ES modules only are transformed too, since jest loads CommonJS.
  transformIgnorePatterns: [
    "/node_modules/(?!(hucre|uuid|openid-client|oauth4webapi|jose)/)",
    "<rootDir>/dist/",
  ],
  moduleFileExtensions: ["ts", "tsx", "mjs", "js", "json", "node"],
};

const tests = (folders) => [
  `<rootDir>/test/${folders}/**/*.test.ts`,
  `<rootDir>/test/${folders}/**/*.test.tsx`,
];

export default {
  testTimeout: 60_000,
  // With what they start, two keep two cores busy. A larger machine takes more: `npm test -- --maxWorkers=6`.
  maxWorkers: 2,
  // Nothing leaks, but a worker that has run many files holds a gigabyte that nobody has collected: letting go of it takes
  // longer than the usual half second, on a machine that is busy.
  workerGracefulExitTimeout: 10_000,
  projects: [
    {
      ...common,
      displayName: "sqlite",
      testMatch: tests("**"),
      testPathIgnorePatterns: ["/node_modules/", "<rootDir>/test/postgres/", "on-postgres\\.test\\.ts$"],
    },
    {
      ...common,
      displayName: "postgres",
      testMatch: [
        ...tests("{postgres,store,intake,screening,notify,http,files,personal}"),
        "<rootDir>/test/hostile/{mutated-submissions,hostile-rows}.test.ts",
        "<rootDir>/test/properties/feed.test.ts",
        "<rootDir>/test/fault/*-on-postgres.test.ts",
      ],
      // What is about SQLite's files, about the reading of files before anything is stored, or about nothing stored at all.
      testPathIgnorePatterns: [
        "/node_modules/",
        "sqlite[^/]*\\.test\\.ts$",
        "older-store",
        "write-queue",
        "test/(files|http)/.*thread",
        "test/http/(config|headers|pages|refused-body|tls)\\.",
        "test/screening/neighbourhood",
        "\\.office\\.",
      ],
      globals: { STORE_ENGINE: "postgres" },
      globalSetup: "<rootDir>/test/postgres/global-setup.ts",
      globalTeardown: "<rootDir>/test/postgres/global-teardown.ts",
    },
  ],
};
