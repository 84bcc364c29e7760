/** One run of everything: pure core, store, HTTP, files, and the shipped bundle in a real browser. */
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

export default {
  testEnvironment: "node",
  testMatch: ["<rootDir>/test/**/*.test.ts", "<rootDir>/test/**/*.test.tsx"],
  transform: { "\\.(ts|tsx|mjs|js)$": swc },
  // Packages that ship ES modules only are transformed too, since jest loads CommonJS.
  transformIgnorePatterns: ["/node_modules/(?!(hucre|uuid|openid-client|oauth4webapi|jose)/)", "<rootDir>/dist/"],
  moduleFileExtensions: ["ts", "tsx", "mjs", "js", "json", "node"],
  testTimeout: 60_000,
  maxWorkers: 2,
};
