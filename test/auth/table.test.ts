/** `docs/security-roles.md` is the table of server/auth/roles.ts, written out: `WRITE_DOCS=1 npx jest test/auth/table`. */
import { readFileSync, writeFileSync } from "node:fs";
import { type Action, RULES, type Scope } from "../../server/auth/roles.ts";
import { ROUTES } from "../../server/http/api.ts";
import { ROLES } from "../../shared/sync/protocol.ts";

const FILE = "docs/security-roles.md";

const WORDS: Readonly<Record<Scope, string>> = {
  any: "全部 all",
  ownAndShops: "本厂及所属4S店 own and its shops",
  shops: "所属4S店 its shops",
  own: "本单位 own",
  none: "—",
};

const HEAD = `# 谁能做什么 · Who may do what

本表由 \`server/auth/roles.ts\` 生成，请勿手改；测试 \`test/auth/every-route.test.ts\` 按接口文档逐一调用每个接口、
每个角色、本单位、所属 4S 店和其他单位，确认服务的回答与本表一致，被拒绝的调用什么也没有写入。

This table is written from \`server/auth/roles.ts\`; do not edit it. \`test/auth/every-route.test.ts\` calls every route of
the API's description as every role, for the own unit, a shop of it and another unit: the answers are what stands here,
and a call that was refused has written nothing.

“全部 all”:所有单位，或与单位无关。未登录者只能调用标有“任何人”的接口。 “all”: every unit, or nothing to do with
units. Who is not signed in may call only what is marked “anyone”.
`;

function table(): string {
  const row = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  const rules = (access: Action | "anyone"): string[] =>
    ROLES.map((role) => (access === "anyone" ? "任何人 anyone" : WORDS[RULES[access][role]]));
  const routes = ROUTES.map(({ method, path, summary, access }) =>
    row([`\`${method.toUpperCase()} ${path}\``, summary.zh.replaceAll("|", "／"), ...rules(access)]),
  );
  const columns = ["接口 Route", "用途 What it is", ...ROLES.map((role) => `\`${role}\``)];
  const within = (["endorse", "correctClosed", "readMetrics"] as const).map((action) =>
    row([`\`${action}\``, WITHIN[action], ...rules(action)]),
  );
  return [
    HEAD,
    "## 接口 · Routes\n",
    row(columns),
    row(columns.map(() => "---")),
    ...routes,
    "\n## 在接口之内判定的权利 · Looked at within a route\n",
    row(columns),
    row(columns.map(() => "---")),
    ...within,
    "",
  ].join("\n");
}

const WITHIN = {
  endorse: "为 4S 店的备案背书 the base plant's word on a shop's filing",
  readMetrics: "读取 /metrics(另可用 METRICS_TOKEN) reading /metrics, for which METRICS_TOKEN serves too",
  correctClosed: "更正已关账月份的行 correcting rows of a closed month",
};

test("the page on roles says what the table in the code says", () => {
  const written = table();
  if (process.env.WRITE_DOCS) writeFileSync(FILE, written);
  expect(readFileSync(FILE, "utf8")).toBe(written);
});
