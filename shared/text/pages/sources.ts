/** Words of 所选行的来源: who told what of the master's selected row. */

export const zh = {
  title: "所选行的来源",
  hint: "每一格由谁、何时、以何种渠道填报。点来源可查看那一行的记录。",
  row: (account: string, name: string) =>
    account === "" || account === name ? name : `${account} · ${name}`,
  /** How many units tell of it. */
  units: (count: number) => `${count} 个单位填报`,
  deleted: "已没有单位填报这一行。",
  movedTo: (name: string) => `这一行已并入“${name}”，以下是合并后的一行。`,
  differs: "说法不一",
  chosen: "总部选定",
  inMaster: "总表取值",
  source: (unit: string, by: string, channel: string, time: string) => `${unit} ${by} · ${channel} · ${time}`,
  openHistory: (unit: string, column: string) => `查看${unit}这一行的记录（${column}）`,
};

export const en: typeof zh = {
  title: "Sources of the selected row",
  hint: "Who reported each cell, when and by which channel. Choose a source to see that row's record.",
  row: (account, name) => (account === "" || account === name ? name : `${account} · ${name}`),
  units: (count) => (count === 1 ? "reported by 1 unit" : `reported by ${count} units`),
  deleted: "No unit reports this row any more.",
  movedTo: (name) => `This row has been merged into “${name}”; below is the merged row.`,
  differs: "Units differ",
  chosen: "Chosen by HQ",
  inMaster: "In the master",
  source: (unit, by, channel, time) => `${unit}, ${by} · ${channel} · ${time}`,
  openHistory: (unit, column) => `Record of the row of ${unit} (${column})`,
};
