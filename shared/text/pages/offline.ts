/** Words of working without a network: what waits to be sent, and what is kept on this computer. */

export const zh = {
  waiting: (n: number) => `${n} 份提交等待发送`,
  /** Some of them may have arrived already. */
  unsure: "其中有的可能已经送达。再次发送不会重复。",
  bySelf: "恢复网络后自动发送，关闭 Excel 也不会丢失。",
  line: (unit: string, period: string, rows: number) => `${unit} · ${period} · ${rows} 行`,
  madeAt: (time: string) => `${time} 提交`,
  sendNow: "立即发送",
  discard: "放弃",
  discardOf: (line: string) => `放弃：${line}`,
  discardAsk: "确定放弃这份提交吗？",
  discardBody: (line: string) => `${line}。放弃后不再发送；表中的内容不变，可以重新提交。`,
  discardTried: "它曾经发出，可能已经送达；放弃不会撤回已送达的内容。",
  queued: (rows: number) => `目前离线，${rows} 行已放入待发，恢复网络后自动发送。`,
  queuedNothing: "目前离线。有改动的行都已在待发之中，收到回执后再提交新的改动。",
  stillWaiting: (rows: number) => `另有 ${rows} 行已在待发之中又有改动，请在收到回执后再提交。`,
  elsewhere: "另一个窗口正在发送，请稍候。",

  ownMonth: (period: string) => `本单位 ${period}`,
  ours: "本集团（台）",
  rivals: "竞争对手（台）",
  amount: "本集团金额（万元）",
  reviews: "评述（家）",
  events: "动态（条）",
  asOf: (time: string) => `截至 ${time}`,
  offlineAsOf: (time: string) => `离线数据·截至 ${time}`,

  rebuild: "重建本地数据",
  rebuildAsk: "重建本地数据？",
  rebuildBody:
    "这台电脑上保存的名录和数字将全部删除，并从服务重新读取。工作簿和等待发送的提交不受影响。数字不对或打不开时使用。",
  rebuilding: "正在重新读取…",
  rebuilt: "本地数据已重建。",
  unavailable: "此版本的 Excel 不能保存本地数据，离线时没有数字可看。填写、检查和提交不受影响。",
};

const count = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? "" : "s"}`;

export const en: typeof zh = {
  waiting: (n) => `${count(n, "submission")} waiting to be sent`,
  unsure: "Some may have arrived already. Sending again makes no doubles.",
  bySelf: "Sent by themselves once you are online again; closing Excel loses nothing.",
  line: (unit, period, rows) => `${unit} · ${period} · ${count(rows, "row")}`,
  madeAt: (time) => `submitted ${time}`,
  sendNow: "Send now",
  discard: "Discard",
  discardOf: (line) => `Discard: ${line}`,
  discardAsk: "Discard this submission?",
  discardBody: (line) =>
    `${line}. It is not sent any more; what stands in the sheets stays and can be submitted again.`,
  discardTried: "It went out once and may have arrived; discarding takes nothing back that has arrived.",
  queued: (rows) => `You are offline. ${count(rows, "row")} will be sent once you are online again.`,
  queuedNothing:
    "You are offline. All changed rows wait to be sent already; submit newer changes after their receipt.",
  stillWaiting: (rows) =>
    `${count(rows, "row")} wait already: submit newer changes to them after their receipt.`,
  elsewhere: "Another window is sending. Please wait.",

  ownMonth: (period) => `Own unit, ${period}`,
  ours: "Our vehicles",
  rivals: "Rivals' vehicles",
  amount: "Our amount (10,000 yuan)",
  reviews: "Reviews",
  events: "Events",
  asOf: (time) => `as of ${time}`,
  offlineAsOf: (time) => `Offline data · as of ${time}`,

  rebuild: "Rebuild local data",
  rebuildAsk: "Rebuild local data?",
  rebuildBody:
    "Lists and figures kept on this computer are deleted and read anew from the service. The workbook and submissions waiting to be sent are not touched. For when figures look wrong or cannot be opened.",
  rebuilding: "Reading anew…",
  rebuilt: "The local data have been rebuilt.",
  unavailable:
    "This version of Excel cannot keep local data: there are no figures while offline. Filling in, checking and submitting work as ever.",
};
