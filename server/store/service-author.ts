/** Who stands where the service itself took a step, as a rule has it. */
import type { Author } from "../../shared/sync/protocol.ts";
import { zhCN } from "../../shared/text/zh-CN.ts";

export const SERVICE: Author = { name: zhCN.product, unit: null, role: "hq" };
