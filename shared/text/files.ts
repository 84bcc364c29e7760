/** How the files are called that people save. */
export const FILE_NAMES = {
  template: (unit: string, period: string) => `大客户信息填报 ${unit} ${period}.xlsx`,
  master: (from: string | undefined, to: string | undefined) =>
    `大客户信息总表${[from, to].some(Boolean) ? ` ${from ?? ""}–${to ?? ""}` : ""}.xlsx`,
  masterCsv: (sheet: string) => `总表·${sheet}.csv`,
  summary: (period: string) => `大客户信息月报 ${period}.xlsx`,
} as const;

/** Why a file cannot be read. */
export const FILE_FAULTS = {
  damaged: { zh: "文件已损坏或不完整。", en: "it is damaged or incomplete." },
} as const;
