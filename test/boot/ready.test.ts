import { SmallProject } from "./small-project.ts";

let project: SmallProject;
const aProject = async (how?: { installed: boolean }) => (project = await SmallProject.create(how));
afterEach(() => project.remove());

const INSTALLS = "Installing packages";

test("the first start installs, builds both parts and serves, from whatever folder it is called", async () => {
  await aProject({ installed: false });
  const { code, stdout } = await project.run("start.mjs");
  expect(stdout).toContain(INSTALLS);
  expect(stdout).toContain(`serving in ${project.root}`);
  expect(await project.ran()).toEqual(["tsc", "webpack server", "webpack"]);
  expect(code).toBe(0);
});

test("a second start installs nothing and builds nothing", async () => {
  await aProject();
  await project.run("start.mjs");
  const { stdout } = await project.run("start.mjs");
  expect(stdout).not.toContain(INSTALLS);
  expect(stdout).toContain("serving in");
  expect(await project.ran()).toEqual(["tsc", "webpack server", "webpack"]);
});

test("a changed source of the service is built again, the add-in is left alone", async () => {
  await aProject();
  await project.run("start.mjs");
  await project.write("server/main.ts", `console.log("the new service");`);
  const { stdout } = await project.run("start.mjs");
  expect(stdout).toContain("the new service");
  expect(await project.ran()).toEqual(["tsc", "webpack server", "webpack", "tsc", "webpack server"]);
});

test("a source that does not compile stops the start with a reason, and is tried again next time", async () => {
  await aProject();
  await project.run("start.mjs");
  await project.write("server/main.ts", "syntax error");
  for (let attempt = 0; attempt < 2; attempt++) {
    const { code, stdout, stderr } = await project.run("start.mjs");
    expect(code).toBe(1);
    expect(stdout).toContain("main.ts: error");
    expect(stdout).not.toContain("serving in");
    expect(stderr).toContain("build failed: server");
  }
});

test("packages are installed again when node_modules is gone or the lock file names others", async () => {
  await aProject();
  await project.run("build.mjs");
  await project.remove("node_modules");
  expect((await project.run("build.mjs")).stdout).toContain(INSTALLS);
  // What npm installed by hand is taken as it is.
  await project.remove("node_modules/.dakehu-stamp");
  expect((await project.run("build.mjs")).stdout).not.toContain(INSTALLS);
  await project.write("node_modules/.package-lock.json", JSON.stringify({ packages: {} }));
  await project.remove("node_modules/.dakehu-stamp");
  expect((await project.run("build.mjs")).stdout).toContain(INSTALLS);
});

test("an admin command's stdout is its answer and nothing else, even when it had to install and build first", async () => {
  await aProject({ installed: false });
  const { code, stdout, stderr } = await project.run("admin.mjs", "unit", "add", "--code", "P01", "--json");
  expect(JSON.parse(stdout)).toEqual(["unit", "add", "--code", "P01", "--json"]);
  expect(stderr).toContain(INSTALLS);
  expect(stderr).toContain("compiler says hello");
  expect(code).toBe(0);
});

test("two commands at the same time install and build once", async () => {
  await aProject({ installed: false });
  const both = await Promise.all([project.run("start.mjs"), project.run("admin.mjs", "verify")]);
  expect(both.map(({ code }) => code)).toEqual([0, 0]);
  expect(await project.ran()).toEqual(["tsc", "webpack server", "webpack"]);
});

test("a lock left behind by a command that was killed does not hold up the next one", async () => {
  await aProject();
  await project.write("dist/.lock", "999999999");
  const { code } = await project.run("build.mjs");
  expect(code).toBe(0);
});

test("the service's exit code is the start's", async () => {
  await aProject();
  await project.write("server/main.ts", "process.exitCode = 7;");
  expect((await project.run("start.mjs")).code).toBe(7);
});

test.each(["SIGINT", "SIGTERM"] as const)("%s reaches the service, which ends by itself", async (signal) => {
  await aProject();
  await project.write(
    "server/main.ts",
    `const alive = setInterval(() => {}, 1000);
     process.on("${signal}", () => { console.log("goodbye"); clearInterval(alive); });
     console.log("serving");`,
  );
  const child = project.spawn("start.mjs");
  let stdout = "";
  let told = false;
  child.stdout?.on("data", (chunk: Buffer) => {
    stdout += chunk.toString();
    if (!told && stdout.includes("serving\n")) told = child.kill(signal);
  });
  const code = await new Promise((resolve) => child.once("close", resolve));
  expect(stdout).toContain("goodbye");
  expect(code).toBe(0);
});

test("a part that does not exist is refused by name", async () => {
  await aProject();
  const { code, stderr } = await project.run("build.mjs", "everything");
  expect(code).toBe(1);
  expect(stderr).toContain("everything");
});
