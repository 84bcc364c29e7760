/** Deciding on a filing: HQ's second screening, and the endorsement by a shop's main-base plant. */
import type { Alike, Filing } from "../../../shared/sync/screening.ts";
import type { FilingWord } from "../../sync/screening.ts";
import type { Pane } from "../pane.ts";
import { offerUndo } from "./screening.ts";

/** From here on two names are so alike that taking them for two is asked about. */
const MUCH_ALIKE = 0.8;

/** What follows once it is decided. */
interface Then {
  /** With the filing as it is now, before undoing is offered. */
  decided(filing: Filing): void;
  /** Something else has changed it: what is shown is out of date. */
  undone(): void;
}

export const decideFiling = (pane: Pane, filing: Filing, word: FilingWord, then: Then): Promise<void> =>
  pane.run("decide", async () => {
    if (!(await agreed(pane, filing, word))) return;
    await decide(pane, filing, word, then);
  });

/** 同意上报: the head's word on a shop's filing. */
export const endorseFiling = (pane: Pane, filing: Filing, then: Then): Promise<void> =>
  pane.run("decide", async () => {
    const { filings } = pane.texts.screening;
    const reason = await pane.ask("reason", {
      title: filings.endorseTitle,
      paragraphs: [filings.endorseAsk(filing.account, filing.unitName)],
      label: filings.remark,
      go: filings.endorse,
      required: false,
    });
    if (reason === null) return;
    await decide(pane, filing, { decision: "endorsed", reason }, then);
  });

async function decide(pane: Pane, filing: Filing, word: FilingWord, then: Then): Promise<void> {
  const { screening } = pane.texts;
  const decided = await pane.surroundings.service.decideFiling(filing.rowId, {
    ...word,
    revision: filing.revision,
    state: filing.state,
  });
  then.decided(decided);
  const decision = decided.steps.at(-1)?.decisionId;
  const text =
    word.decision === "endorsed"
      ? screening.filings.endorsed(filing.account)
      : screening.filings.decidedAs(filing.account, screening.filingState[decided.state]);
  // A head's word is taken back by HQ only.
  const mayUndo = typeof decision === "number" && word.decision !== "endorsed";
  offerUndo(pane, text, mayUndo ? [decision] : [], then.undone);
}

/** Merging, and taking for new what is much like something known, are asked about. */
async function agreed(pane: Pane, filing: Filing, word: FilingWord): Promise<boolean> {
  const { filings } = pane.texts.screening;
  const alike = filing.alike ?? [];
  const name = word.name ?? filing.account;
  if (word.sameAs !== undefined) {
    const into = alike.find(({ id }) => id === word.sameAs)?.of ?? "";
    return pane.ask("confirm", {
      title: filings.mergeInto(into),
      paragraphs: [filings.mergeAsk(filing.account, into)],
      go: filings.merge,
    });
  }
  const much = word.decision === "accepted" ? alike.find(isMuchAlike) : undefined;
  if (!much) return true;
  return pane.ask("confirm", {
    title: filings.accept,
    paragraphs: [filings.acceptAsk(name, much.of)],
    go: filings.acceptAnyway,
  });
}

const isMuchAlike = ({ score, state }: Alike): boolean => score >= MUCH_ALIKE && state !== "declined";
