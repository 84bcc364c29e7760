/**
 * A project as small as can be around the real boot scripts: its compilers are two scripts that copy files and note
 * that they ran, its packages are folders. What npm, Node and signals do to it is real.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const BOOT = join(__dirname, "..", "..", "server", "boot");

const TSC = `
const { appendFileSync, readFileSync } = require("node:fs");
appendFileSync("ran.log", "tsc\\n");
if (readFileSync("server/main.ts", "utf8").includes("syntax error")) { console.log("main.ts: error"); process.exit(2); }
console.log("compiler says hello");
`;
const WEBPACK = `
const { appendFileSync, cpSync, mkdirSync, writeFileSync } = require("node:fs");
if (process.argv.at(-1).endsWith("webpack.config.server.js")) {
  appendFileSync("ran.log", "webpack server\\n");
  mkdirSync("dist/server", { recursive: true });
  for (const name of ["main", "admin"]) cpSync("server/" + name + ".ts", "dist/server/" + name + ".js");
} else {
  appendFileSync("ran.log", "webpack\\n");
  mkdirSync("dist/addin", { recursive: true });
  writeFileSync("dist/addin/taskpane.html", "<!doctype html>");
}
`;

export class SmallProject {
  private constructor(readonly root: string) {}

  /** Its packages are there already, as npm would have put them, unless a test is about their absence. */
  static async create({ installed = true } = {}): Promise<SmallProject> {
    const project = new SmallProject(await realpath(await mkdtemp(join(tmpdir(), "dakehu-boot-"))));
    await cp(BOOT, join(project.root, "server", "boot"), { recursive: true });
    await project.compiler("typescript", "tsc", TSC);
    await project.compiler("webpack-cli", "webpack-cli", WEBPACK);
    await project.write("server/main.ts", `console.log("serving in " + process.cwd());`);
    await project.write("server/admin.ts", `console.log(JSON.stringify(process.argv.slice(2)));`);
    await project.write(
      "package.json",
      JSON.stringify({ name: "small", type: "module", dependencies: DEPENDENCIES }),
    );
    await project.write("package-lock.json", JSON.stringify(LOCK));
    if (installed) await project.install();
    return project;
  }

  /** Runs a boot script from another folder than the project's, to its end. */
  async run(
    script: string,
    ...args: string[]
  ): Promise<{ code: number | null; stdout: string; stderr: string }> {
    const child = this.spawn(script, ...args);
    let [stdout, stderr] = ["", ""];
    child.stdout?.on("data", (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr?.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
    const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
    return { code, stdout, stderr };
  }

  spawn(script: string, ...args: string[]): ChildProcess {
    const env = { ...process.env };
    delete env.npm_execpath;
    delete env.NODE_OPTIONS;
    return spawn(process.execPath, [join(this.root, "server", "boot", script), ...args], {
      cwd: tmpdir(),
      env,
    });
  }

  async write(path: string, text: string): Promise<void> {
    await mkdir(dirname(join(this.root, path)), { recursive: true });
    await writeFile(join(this.root, path), text);
  }

  /** Which compilers ran so far, in order. */
  async ran(): Promise<string[]> {
    const log = await readFile(join(this.root, "ran.log"), "utf8").catch(() => "");
    return log.split("\n").filter((line) => line !== "");
  }

  remove(path = ""): Promise<void> {
    return rm(join(this.root, path), { recursive: true, force: true });
  }

  private async install(): Promise<void> {
    await this.write("node_modules/.package-lock.json", JSON.stringify(LOCK));
    for (const name of Object.keys(DEPENDENCIES)) {
      await symlink(join(this.root, "tools", name), join(this.root, "node_modules", name), "junction");
    }
  }

  private async compiler(name: string, command: string, script: string): Promise<void> {
    const bin = { [command]: "./run.cjs" };
    await this.write(`tools/${name}/package.json`, JSON.stringify({ name, version: "1.0.0", bin }));
    await this.write(`tools/${name}/run.cjs`, script);
  }
}

const DEPENDENCIES = { typescript: "file:tools/typescript", "webpack-cli": "file:tools/webpack-cli" };
const LOCK = {
  name: "small",
  lockfileVersion: 3,
  requires: true,
  packages: {
    "": { name: "small", dependencies: DEPENDENCIES },
    "node_modules/typescript": { resolved: "tools/typescript", link: true },
    "node_modules/webpack-cli": { resolved: "tools/webpack-cli", link: true },
    "tools/typescript": { version: "1.0.0", bin: { tsc: "run.cjs" } },
    "tools/webpack-cli": { version: "1.0.0", bin: { "webpack-cli": "run.cjs" } },
  },
};
