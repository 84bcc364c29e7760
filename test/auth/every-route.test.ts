/**
 * Every route of the API's own description, called as nobody and as every role, on the own unit, on a shop of it and
 * on another: what is answered is what the table says (server/auth/roles.ts), and a call that is refused leaves the
 * store as it was.
 */
import type { Application } from "express";
import { type Action, may, reaches, RULES } from "../../server/auth/roles.ts";
import { ROUTES as DECLARED } from "../../server/http/api.ts";
import { type Role, ROLES } from "../../shared/sync/protocol.ts";
import { UNITS } from "../http/a-service.ts";
import { aWorld, type AWorld, PERSONS } from "./a-world.ts";
import { type Call, CALLS, type Case } from "./calls.ts";

let world: AWorld;
beforeAll(async () => {
  world = await aWorld();
});
afterAll(() => world.at.stop());

type Operation = { readonly responses: Readonly<Record<string, unknown>> };
type Paths = Readonly<Record<string, Readonly<Record<string, Operation>>>>;

const nameOf = (method: string, path: string): string => `${method.toUpperCase()} ${path}`;
const ROUTES = DECLARED.map(({ method, path, access }) => ({
  name: nameOf(method, path),
  method,
  path,
  access,
}));

const described = async (): Promise<Paths> =>
  ((await (await world.at.get("/openapi.json", "")).json()) as { paths: Paths }).paths;

async function call(method: string, path: string, token: string, call: Call): Promise<Response> {
  const { params = {}, query = {}, body, type = "application/json" } = call;
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ""));
  const address = `${world.at.url}/api/v1${filled}?${new URLSearchParams(query)}`;
  const sends = method !== "get" && method !== "delete";
  return fetch(address, {
    method: method.toUpperCase(),
    headers: {
      ...(token === "" ? {} : { Authorization: `Bearer ${token}` }),
      ...(sends && { "Content-Type": type }),
    },
    ...(sends && { body: type === "application/json" ? JSON.stringify(body ?? {}) : (body as BodyInit) }),
  });
}

/** The walk's own sign-in must outlast the call that ends one. */
const tokenOf = (name: string, role: Role): Promise<string> | string =>
  name === "POST /sign-out"
    ? world.at.token(role, PERSONS[role].unit ?? undefined, PERSONS[role].name)
    : world.tokens[role];

interface Asked {
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly token: string;
  /** The store is compared where it must not change. */
  readonly refusal: boolean;
}

/** Calls, and says what became of it; where it is to be refused, whether it wrote all the same. */
async function outcome({ name, method, path, token, refusal }: Asked, given: Call) {
  const before = refusal ? world.contents() : "";
  const response = await call(method, path, token, given);
  const text = await response.text();
  if (response.status >= 500) throw new Error(`${name}: ${text}`);
  const wrote = refusal && world.contents() !== before;
  return { status: response.status, text, wrote };
}

test("the API's description names every route that there is, and each has a call here", async () => {
  const paths = await described();
  const names = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => nameOf(method, path)),
  );
  expect(names.sort()).toEqual(ROUTES.map(({ name }) => name).sort());
  expect(Object.keys(CALLS).sort()).toEqual(names);
});

/** Served to anybody, beside the API: pages, their files, and whether the service is well. */
const OPEN_PAGES = [
  "/",
  "/api/v1/docs",
  "/api/v1/docs/initializer.js",
  "/healthz",
  "/manifest.xml",
  "/openapi.json",
  "/readyz",
];

/** Beside the API, and not for anybody: test/http/metrics.test.ts says for whom. */
const GUARDED_PAGES = ["/metrics"];

test("nothing answers beside the described routes but pages that are for anybody", () => {
  const known = new Set(DECLARED.map(({ path }) => path.replaceAll(/\{(\w+)\}/g, ":$1")));
  const found = [...pathsOf(world.at.app)].filter((path) => !known.has(path));
  expect([...new Set(found)].sort()).toEqual([...OPEN_PAGES, ...GUARDED_PAGES].sort());
});

describe.each(ROUTES)("$name", ({ name, method, path, access }) => {
  const example = CALLS[name];
  const units = UNITS.filter(({ code }) => example?.about === "unit" || code === "P01");

  test("is for whom the table says, and writes nothing for anybody else", async () => {
    if (!example) throw new Error(`no call for ${name}: test/auth/calls.ts`);
    for (const place of units) {
      for (const role of ROLES) {
        const one: Case = { world, unit: place.code, role };
        const given = await example.call(one);
        const allowed = access === "anyone" || may(role, access);
        const within = access === "anyone" || reaches(PERSONS[role], place, access);
        const about = { name, role, unit: place.code };
        const expected = (): string => {
          if (example.notSetUp) return "404";
          if (!allowed) return "403";
          if (example.about === "all" || example.shows || within) return "2xx";
          return example.hidden ? "404" : "403";
        };
        const token = await tokenOf(name, role);
        const refusal = expected() !== "2xx";
        const { status, text, wrote } = await outcome({ name, method, path, token, refusal }, given);
        const mayAlsoBe403 = example.hidden && allowed && !within && status === 403;
        expect({
          ...about,
          answer: status < 300 ? "2xx" : String(status),
          wrote,
          text: status < 300 ? "" : text,
        }).toEqual({
          ...about,
          answer: mayAlsoBe403 ? "403" : expected(),
          wrote: false,
          text: status < 300 ? "" : text,
        });
        if (example.shows && allowed) {
          expect({ ...about, shown: text.includes(example.shows(one)) }).toEqual({ ...about, shown: within });
        }
      }
    }
  });

  test("asks who calls", async () => {
    if (!example) throw new Error(`no call for ${name}: test/auth/calls.ts`);
    for (const token of ["", "dk_nobodys"]) {
      const given = await example.call({ world, unit: "P01", role: "hq" });
      const refusal = access !== "anyone";
      const { status, wrote } = await outcome({ name, method, path, token, refusal }, given);
      if (access === "anyone") expect(status).toBe(example.notSetUp ? 404 : 200);
      else expect([token, status, wrote]).toEqual([token, 401, false]);
    }
  });
});

test("every action of the table is that of a route, or is looked at within one", () => {
  const withinRoutes: readonly Action[] = ["endorse", "correctClosed", "readMetrics"];
  const named = ROUTES.map(({ access }) => access).filter((access) => access !== "anyone");
  expect(Object.keys(RULES).sort()).toEqual([...new Set([...named, ...withinRoutes])].sort());
});

interface Layer {
  readonly route?: { readonly path: string };
  readonly handle: { readonly stack?: readonly Layer[] };
}

/** The paths that an express application really listens to, those of the routers within it among them. */
function* pathsOf(app: Application): Generator<string> {
  const walk = function* (layers: readonly Layer[]): Generator<string> {
    for (const { route, handle } of layers) {
      if (route) yield route.path;
      yield* walk(handle.stack ?? []);
    }
  };
  yield* walk((app.router as unknown as { stack: Layer[] }).stack);
}
