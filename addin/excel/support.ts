/** What this Excel can do. A unit needs ExcelApi 1.8 only; all beyond is asked for here first. */

/** Versions of ExcelApi above 1.8 that some part has a plainer form below. */
type LaterApi = "1.9" | "1.13";

export const supports = (version: LaterApi): boolean =>
  Office.context.requirements.isSetSupported("ExcelApi", version);
