/** The words of the pane in the language asked for. */
import type { Language } from "../problems.ts";
import { enUS } from "./en-US.ts";
import { type Texts, zhCN } from "./zh-CN.ts";

export type { Texts } from "./zh-CN.ts";

const TEXTS: Readonly<Record<Language, Texts>> = { zh: zhCN, en: enUS };

export const textsIn = (language: Language): Texts => TEXTS[language];
