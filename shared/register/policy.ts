/** The key accounts that the policy itself names (section 5), in its order, with what it says of each. */
import type { Choice } from "../report/choices.ts";
import { CHOICES } from "../report/choices.ts";

export interface PolicyAccount {
  readonly name: string;
  readonly aliases: readonly string[];
  /** Where the policy gives the account as an example of a category. */
  readonly category: Choice["value"] | null;
  readonly level: Choice["value"];
  readonly note: string;
  /** Branches the policy singles out. */
  readonly branches: readonly string[];
}

const LEVEL = CHOICES.level[0].value;
const FLAGSHIP = CHOICES.category[1].value;
const FREQUENT = CHOICES.category[0].value;

const account = (name: string, more: Partial<PolicyAccount> = {}): PolicyAccount => ({
  name,
  aliases: [],
  category: null,
  level: LEVEL,
  note: "",
  branches: [],
  ...more,
});

export const POLICY_ACCOUNTS: readonly PolicyAccount[] = [
  account("招商物流", { category: FLAGSHIP }),
  account("中外运", { note: "总公司及分支机构，重点包含中海壳牌项目", branches: ["中海壳牌项目"] }),
  account("中石油", {
    category: FREQUENT,
    note: "总公司及分支机构，重点包含中油运输",
    branches: ["中油运输"],
  }),
  account("中石化", { note: "总公司及分支机构" }),
  account("中邮物流"),
  account("中海物流"),
  account("宝华物流"),
  account("围绕可口可乐项目的客户群", { aliases: ["可口可乐项目客户群"] }),
  account("中远物流"),
];
