/** What went wrong, in the user's words, with what to do about it. */
import type { Texts } from "../../shared/text/texts.ts";
import { WorkbookFault } from "../excel/fault.ts";
import { ServiceProblem } from "../sync/trouble.ts";
import type { Trouble } from "./state.ts";

export function troubleOf(cause: unknown, texts: Texts, retry: () => void): Trouble {
  if (cause instanceof ServiceProblem) return ofService(cause, texts, retry);
  if (cause instanceof WorkbookFault) {
    return {
      title: cause.says(texts.language),
      fix: cause.remedy(texts.language),
      retry: cause.retry === "never" ? null : retry,
    };
  }
  return { title: texts.trouble.unknown, fix: texts.trouble.unknownFix, retry };
}

function ofService(problem: ServiceProblem, { trouble }: Texts, retry: () => void): Trouble {
  switch (problem.kind) {
    case "network":
      return { title: trouble.network, fix: trouble.networkFix, retry };
    case "timeout":
      return { title: trouble.timeout, fix: trouble.timeoutFix, retry };
    case "garbled":
      return { title: trouble.garbled, fix: trouble.garbledFix, retry };
    case "busy": {
      const fix = problem.retryAfter === null ? trouble.busyFixSoon : trouble.busyFix(problem.retryAfter);
      return { title: problem.title || trouble.busy, fix, retry };
    }
    case "signedOut":
      return {
        title: problem.title || trouble.signedOut,
        fix: problem.detail || trouble.signedOutFix,
        retry: null,
      };
    case "problem":
    case "cancelled":
      return {
        title: problem.title || trouble.unknown,
        fix: problem.detail || trouble.unknownFix,
        retry: problem.isFinal ? null : retry,
      };
  }
}
