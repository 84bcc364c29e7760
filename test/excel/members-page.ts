/** `docs/office-api.md`: the members of Office.js that the add-in uses, with the requirement set each came with. */
import type { UsedMember } from "../host/members.ts";
import { isLater } from "../host/set-order.ts";

interface Line {
  readonly member: string;
  readonly set: string;
  readonly files: readonly string[];
}

export function membersPage(members: readonly UsedMember[]): string {
  const lines = linesOf(members);
  const later = lines.filter(({ set }) => set.startsWith("ExcelApi ") && isLater(set, "ExcelApi 1.8"));
  const list = (rows: readonly Line[]): string[] =>
    rows.map(({ member, set, files }) => `- \`${member}\` · ${set} · ${files.join(", ")}`);
  return [
    "# Office.js, as this add-in uses it",
    "",
    "Written by `WRITE_DOCS=1 npx jest test/excel/members`; without it, the same test compares this page with the code.",
    "A unit needs ExcelApi 1.8 (Excel 2019). What came later is used only after `isSetSupported` said that it is there.",
    "",
    "## After ExcelApi 1.8, asked for first",
    "",
    ...list(later),
    "",
    "## All",
    "",
    ...list(lines),
    "",
  ].join("\n");
}

function linesOf(members: readonly UsedMember[]): Line[] {
  const byMember = new Map<string, { set: string; files: Set<string> }>();
  for (const { member, set, file } of members) {
    const line = byMember.get(member) ?? { set: set ?? "–", files: new Set<string>() };
    line.files.add(file.replace(/^.*\/addin\//, ""));
    byMember.set(member, line);
  }
  return [...byMember]
    .map(([member, { set, files }]) => ({ member, set, files: [...files].sort() }))
    .sort((a, b) => (a.member < b.member ? -1 : 1));
}
