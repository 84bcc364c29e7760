/** The API's description, made from the routes themselves (OpenAPI 3.1). */
import { z } from "zod";
import { type ProblemCode, PROBLEMS } from "../../shared/problems.ts";
import { ROW_SCHEMAS } from "../../shared/report/schema.ts";
import { TEMPLATE_VERSION } from "../../shared/report/sheets.ts";
import type { Route } from "./route.ts";

type Json = Readonly<Record<string, unknown>>;

/** What any route may answer beside its own. */
const ALWAYS: readonly ProblemCode[] = ["malformed", "internal", "unavailable", "store_away"];
const WITH_TOKEN: readonly ProblemCode[] = ["unauthenticated", "forbidden", "too_many_requests"];
const WITH_BODY: readonly ProblemCode[] = ["not_json", "too_large", "unsupported_media"];

export function openApi(routes: readonly Route[]): Json {
  const paths: Record<string, Record<string, Json>> = {};
  for (const route of routes) (paths[route.path] ??= {})[route.method] = operation(route);
  return {
    openapi: "3.1.0",
    info: {
      title: "大客户通 Dakehu",
      version: String(TEMPLATE_VERSION),
      description: "大客户信息填报、合并与月报 · Key-account reporting for a vehicle group",
    },
    servers: [{ url: "/api/v1" }],
    security: [{ token: [] }],
    paths,
    components: {
      securitySchemes: { token: { type: "http", scheme: "bearer" } },
      schemas: { Problem: PROBLEM, ...rowSchemas() },
    },
  };
}

const PROBLEM: Json = {
  type: "object",
  required: ["type", "title", "status", "detail", "code"],
  properties: {
    type: { type: "string" },
    title: { type: "string" },
    status: { type: "integer" },
    detail: { type: "string" },
    code: { type: "string", enum: Object.keys(PROBLEMS) },
  },
};

/** The values of a row, sheet by sheet: `AccountsValues`, `BranchesValues` … */
const rowSchemas = (): Json =>
  Object.fromEntries(
    [...ROW_SCHEMAS].map(([key, schema]) => [
      `${key.charAt(0).toUpperCase()}${key.slice(1)}Values`,
      jsonSchema(schema, "output"),
    ]),
  );

function operation(route: Route): Json {
  const { method, path, access, summary, status = 200, answer } = route;
  const body = bodyOf(route);
  return {
    operationId: `${method}${path.replaceAll(/[/{}.-]+(\w)/g, (_, letter: string) => letter.toUpperCase()).replaceAll(/\W/g, "")}`,
    summary: summary.zh,
    description: summary.en,
    ...(access === "anyone" && { security: [] }),
    parameters: [...pathParameters(path), ...queryParameters(route.query)],
    ...(body && { requestBody: { required: true, content: body } }),
    responses: {
      [String(status)]: {
        description: summary.en,
        ...(answer !== "" && {
          content:
            typeof answer === "string"
              ? { [answer]: {} }
              : { "application/json": { schema: jsonSchema(answer, "output") } },
        }),
      },
      ...problemsOf(route, body !== undefined),
    },
  };
}

function bodyOf({ body, describedBody = body }: Route): Json | undefined {
  if (describedBody === undefined) return undefined;
  if (describedBody instanceof z.ZodType) {
    return { "application/json": { schema: jsonSchema(describedBody, "input") } };
  }
  return Object.fromEntries(describedBody.map((type) => [type, {}]));
}

function problemsOf({ access, problems = [] }: Route, hasBody: boolean): Json {
  const codes = [
    ...ALWAYS,
    ...(access === "anyone" ? [] : WITH_TOKEN),
    ...(hasBody ? WITH_BODY : []),
    ...problems,
  ];
  const byStatus = new Map<number, ProblemCode[]>();
  for (const code of new Set(codes)) {
    const { status } = PROBLEMS[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return Object.fromEntries(
    [...byStatus].map(([status, of]) => [
      String(status),
      {
        description: of.join(", "),
        content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
      },
    ]),
  );
}

const pathParameters = (path: string): Json[] =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: "path",
    required: true,
    schema: { type: "string" },
  }));

function queryParameters(query: z.ZodType | undefined): Json[] {
  if (!(query instanceof z.ZodObject)) return [];
  return Object.entries(query.shape).map(([name, schema]) => ({
    name,
    in: "query",
    required: !schema.safeParse(undefined).success,
    schema: jsonSchema(schema, "input"),
  }));
}

function jsonSchema(schema: z.core.$ZodType, io: "input" | "output"): Json {
  const json: Record<string, unknown> = { ...z.toJSONSchema(schema, { io, unrepresentable: "any" }) };
  // OpenAPI 3.1 says once for all which JSON Schema it means.
  delete json.$schema;
  return json;
}
