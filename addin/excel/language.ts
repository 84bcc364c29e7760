/** The language Excel shows itself in, as one of ours. */
export const excelLanguage = (): "zh" | "en" =>
  /^zh\b/i.test(Office.context.displayLanguage ?? "zh") ? "zh" : "en";
