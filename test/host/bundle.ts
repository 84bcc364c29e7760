/** Builds the host into the one script a test's server serves as `/office/office.js`. */
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import webpack from "webpack";
import { clientRuntime } from "./client-runtime.ts";
import { excelRequirementSets } from "./requirement-sets.ts";

export async function buildHost(root = process.cwd()): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "excel-host-"));
  try {
    await pack(root, folder);
    const page = await readFile(join(folder, "page.js"), "utf8");
    return `${parts(root)}\n${page}`;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Microsoft's client, wrapped so that it finds the host's `Office` and `OSF` instead of globals. */
const parts = (root: string): string => `window.excelHostParts = {
  sets: ${JSON.stringify(excelRequirementSets(root))},
  client: function (window, Office, OSF) {
${clientRuntime(root)}
    return { Excel: Excel, OfficeExtension: OfficeExtension };
  }
};`;

function pack(root: string, folder: string): Promise<void> {
  const compiler = webpack({
    mode: "development",
    devtool: false,
    context: root,
    entry: join(root, "test/host/page.ts"),
    output: { path: folder, filename: "page.js" },
    resolve: { extensions: [".ts", ".js"] },
    module: {
      rules: [
        {
          test: /\.ts$/,
          loader: "swc-loader",
          options: { jsc: { parser: { syntax: "typescript" }, target: "es2022" } },
        },
      ],
    },
  });
  return new Promise((resolve, reject) => {
    compiler.run((error, stats) => {
      compiler.close(() => {
        if (error) reject(error);
        else if (stats?.hasErrors()) reject(new Error(stats.toString({ all: false, errors: true })));
        else resolve();
      });
    });
  });
}
