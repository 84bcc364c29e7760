/** `addin/` becomes `dist/addin`: everything the pane and the desk load, and nothing from elsewhere. */
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import CopyPlugin from "copy-webpack-plugin";
import HtmlPlugin from "html-webpack-plugin";
import CssPlugin from "mini-css-extract-plugin";
import { NodePackageImporter } from "sass";
import webpack from "webpack";

const root = dirname(fileURLToPath(import.meta.url));
const inRoot = (...parts) => join(root, ...parts);

/** Each page is `addin/NAME.html` with `addin/NAME.tsx` behind it: a new page is one more name. */
const PAGES = ["taskpane", "desk", "signed-in"].filter((page) => existsSync(inRoot("addin", `${page}.tsx`)));

/** The first versions of WebView2 (Edge 79), and what Excel for Mac and for iPad show pages in. */
const TARGETS = { edge: "79", chrome: "80", safari: "13" };

const typescript = {
  test: /\.tsx?$/,
  use: {
    loader: "swc-loader",
    options: {
      jsc: {
        parser: { syntax: "typescript", tsx: true },
        transform: { react: { runtime: "automatic" } },
      },
      env: { targets: TARGETS },
    },
  },
};

/** Packages publish newer syntax than the oldest web view reads. */
const packages = {
  test: /\.m?js$/,
  include: /node_modules/,
  exclude: /node_modules[\\/]sql\.js[\\/]/,
  use: { loader: "swc-loader", options: { isModule: "unknown", env: { targets: TARGETS } } },
  resolve: { fullySpecified: false },
};

const styles = {
  test: /\.s?css$/,
  use: [
    CssPlugin.loader,
    { loader: "css-loader", options: { importLoaders: 1 } },
    {
      loader: "sass-loader",
      options: {
        api: "modern",
        sassOptions: {
          quietDeps: true,
          // office-ui-fabric-core is written with @import, and its variables can only be set that way.
          silenceDeprecations: ["import", "global-builtin"],
          importers: [new NodePackageImporter()],
        },
      },
    },
  ],
};

const fonts = {
  test: /\.woff2?$/,
  type: "asset/resource",
  generator: { filename: "assets/fonts/[name][ext]" },
};

const copies = new CopyPlugin({
  patterns: [
    { from: inRoot("addin", "assets"), to: "assets" },
    { from: inRoot("addin", "old-browser.js"), to: "old-browser.js", info: { minimized: true } },
    { from: fileURLToPath(import.meta.resolve("sql.js/dist/sql-wasm.wasm")), to: "assets/sql-wasm.wasm" },
  ],
});

const pageOf = (page) =>
  new HtmlPlugin({
    template: inRoot("addin", `${page}.html`),
    filename: `${page}.html`,
    chunks: [page],
    scriptLoading: "defer",
    minify: false,
  });

/** Browsers look for it under this one name; it keeps everything else that the build makes. */
const WORKER = "service-worker";

/** Puts before the service worker what it is to keep. With any file changed it is another worker, and browsers see that. */
const shell = {
  apply: (compiler) =>
    compiler.hooks.thisCompilation.tap("shell", (compilation) => {
      const stage = webpack.Compilation.PROCESS_ASSETS_STAGE_REPORT;
      compilation.hooks.processAssets.tap({ name: "shell", stage }, (assets) => {
        const kept = Object.keys(assets)
          .filter((name) => !/\.(map|txt)$/.test(name) && name !== `${WORKER}.js`)
          .sort();
        const hash = createHash("sha256");
        for (const name of kept) hash.update(`\0${name}\0`).update(assets[name].buffer());
        const told = { version: hash.digest("hex").slice(0, 16), files: kept.map((name) => `/${name}`) };
        compilation.updateAsset(
          `${WORKER}.js`,
          (source) => new webpack.sources.ConcatSource(`self.shell=${JSON.stringify(told)};`, source),
        );
      });
    }),
};

export default {
  mode: "production",
  context: root,
  // Split and transformed for browsers: no eval, no inline script, as the pages' content security policy asks.
  target: ["web", "es2018"],
  devtool: "source-map",
  cache: {
    type: "filesystem",
    cacheDirectory: inRoot("node_modules", ".cache", "dakehu", "webpack"),
    buildDependencies: { config: [fileURLToPath(import.meta.url)] },
  },
  entry: {
    ...Object.fromEntries(PAGES.map((page) => [page, inRoot("addin", `${page}.tsx`)])),
    [WORKER]: inRoot("addin", "shell", `${WORKER}.ts`),
  },
  output: {
    path: inRoot("dist", "addin"),
    filename: ({ chunk }) => (chunk?.name === WORKER ? "[name].js" : "[name].[contenthash:10].js"),
    chunkFilename: "[name].[contenthash:10].js",
    publicPath: "auto",
    // All targets know it; without it the runtime would carry a `new Function` that the policy forbids.
    environment: { globalThis: true },
    clean: true,
  },
  resolve: {
    extensions: [".tsx", ".ts", ".mjs", ".js"],
    alias: {
      "fabric-fonts": fileURLToPath(new URL("../fonts", import.meta.resolve("@fluentui/font-icons-mdl2"))),
    },
    // sql.js asks for these under Node only.
    fallback: { fs: false, path: false, crypto: false },
  },
  module: { rules: [typescript, packages, styles, fonts] },
  plugins: [new CssPlugin({ filename: "[name].[contenthash:10].css" }), copies, ...PAGES.map(pageOf), shell],
  optimization: {
    // React and Fluent change seldom: a file of their own stays in the browser's cache over our releases.
    splitChunks: {
      chunks: "all",
      cacheGroups: {
        default: false,
        defaultVendors: false,
        // A worker loads its own few packages, not the pages'.
        vendor: {
          test: /[\\/]node_modules[\\/]/,
          name: "vendor",
          chunks: (chunk) => chunk.canBeInitial() && !chunk.name?.endsWith("-worker"),
        },
      },
    },
  },
  // Read from the service in the same network, once per release.
  performance: { maxAssetSize: 1_500_000, maxEntrypointSize: 2_000_000 },
  stats: { preset: "errors-warnings", timings: true, assets: true, assetsSpace: 8, groupAssetsByInfo: true },
};
