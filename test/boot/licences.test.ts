import { readFileSync } from "node:fs";
import { join } from "node:path";

const ROOT = join(__dirname, "..", "..");
const read = (name: string) => readFileSync(join(ROOT, name), "utf8");
const PERMISSIVE = /^(MIT|MIT-0|ISC|0BSD|BSD-[23]-Clause|Apache-2\.0)$/;

interface Lock {
  readonly packages: Record<string, { license?: string; dev?: boolean; devOptional?: boolean }>;
}
const lock: Lock = JSON.parse(read("package-lock.json"));

test("every package that the product runs with is told with its licence", () => {
  const { dependencies }: { dependencies: Record<string, string> } = JSON.parse(read("package.json"));
  const page = read("docs/third-party.md");
  for (const name of Object.keys(dependencies)) {
    const licence = lock.packages[`node_modules/${name}`]?.license ?? "";
    const told = page.split("\n").filter((line) => line.startsWith(`| ${name} |`));
    expect({ name, told: told.some((line) => line.includes(licence)) }).toEqual({ name, told: true });
  }
});

test("nothing that is shipped comes under a licence that asks for more than its notice, Office.js apart", () => {
  const others = Object.entries(lock.packages)
    .filter(([path, { dev, devOptional }]) => path !== "" && !dev && !devOptional)
    .filter(([, { license = "none" }]) => !license.split(/ OR |[()]/).some((one) => PERMISSIVE.test(one)));
  expect(others.map(([path]) => path)).toEqual(["node_modules/@microsoft/office-js"]);
});
