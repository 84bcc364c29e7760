/**
 * `server/` becomes `dist/server`: one file for each program and each thread. Read as the thousand files that it and its
 * packages are written in, a program takes twice as long to start.
 */
import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import webpack from "webpack";

const root = dirname(fileURLToPath(import.meta.url));
const inRoot = (...parts) => join(root, ...parts);

const typescript = {
  test: /\.ts$/,
  loader: "swc-loader",
  options: { jsc: { parser: { syntax: "typescript" }, target: "es2023" } },
};

/**
 * A module that names a file beside itself means one beside its source: it is told where that lies.
 * @param {string} up from the folder of the programs to `dist/server`
 */
const besideItsSource = (up) =>
  new webpack.DefinePlugin({
    "import.meta.url": webpack.DefinePlugin.runtimeValue(({ module }) => {
      const path = relative(inRoot("server"), module.resource).split(sep).join("/");
      return `new URL("${up}${path.replace(/\.ts$/, ".js")}", import.meta.url).href`;
    }),
  });

/**
 * @param {string} up see `besideItsSource`
 * @param {readonly string[]} programs
 */
const programs = (up, programs) => ({
  name: programs.join(", "),
  mode: "production",
  target: "node20",
  context: root,
  entry: Object.fromEntries(programs.map((program) => [program, inRoot("server", `${program}.ts`)])),
  output: {
    path: inRoot("dist", "server"),
    filename: "[name].js",
    module: true,
    chunkFormat: "module",
    // What a thread answers to is what its file exports.
    library: { type: "module" },
  },
  experiments: { outputModule: true },
  devtool: "source-map",
  externals: {
    // Native, or with threads of their own in files of their own.
    "better-sqlite3": "module better-sqlite3",
    pino: "module pino",
    piscina: "module piscina",
    // pg looks whether it is there. It is not.
    "pg-native": "node-commonjs pg-native",
  },
  resolve: { alias: { "buffer-crc32$": inRoot("server", "xlsx", "crc32.ts") } },
  module: {
    rules: [typescript],
    // What is loaded later lies in the same file, and is run later.
    parser: { javascript: { dynamicImportMode: "eager", importMeta: false, url: false, worker: false } },
  },
  plugins: [besideItsSource(up)],
  // A stack names functions as they are called, and the environment is that of the machine it runs on.
  optimization: { minimize: false, concatenateModules: false, nodeEnv: false },
  // Express would load engines for views; there are none.
  ignoreWarnings: [{ module: /express.lib.view\.js$/ }],
  performance: false,
  stats: { preset: "errors-warnings", timings: true },
});

export default [
  programs("./", ["main", "admin"]),
  programs("../", ["files/ahead-thread", "files/thread", "intake/reading-thread", "report/thread"]),
];
