/** What Excel says in the template's dropdowns and checks: Chinese, then English. */
export const TEMPLATE = {
  title: (month: string, unit: string) => `大客户信息填报 · ${month} · ${unit}`,
  prompt: (help: { zh: string; en: string }, required: boolean) =>
    required ? `必填。${help.zh}\nRequired. ${help.en}` : `${help.zh}\n${help.en}`,
  choose: (column: string) => `请从下拉列表中选择“${column}”。\nPlease choose from the list.`,
  keep: "列表中没有这一项，确定保留吗?\nNot on the list. Keep it?",
  otherMonth: "与本工作簿的填报月份不同，确定保留吗?\nNot this workbook's month. Keep it?",
  propose: (place: "branch" | "carrier") =>
    place === "branch"
      ? "名录中该大客户没有这个分支机构。保留则报总部确认。\nA new branch of this account: it will be proposed to HQ."
      : "名录中该大客户没有这个承运商。保留则报总部确认。\nA new carrier of this account: it will be proposed to HQ.",
  whole: "请填写不小于 0 的整数。\nA whole number, 0 or more.",
  amount: "请填写以万元为单位的数字，不小于 0。\nA number in 10,000 CNY, 0 or more.",
  date: "请填写日期，例如 2026-11-03。\nA date, e.g. 2026-11-03.",
  length: (min: number, max: number) => `请填写 ${min}–${max} 个字。\n${min} to ${max} characters.`,
} as const;
