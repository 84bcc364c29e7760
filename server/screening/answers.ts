/** HQ's answers to filings are told to the units that filed (R7); the copies are stored with the decision. */
import type { FilingStep } from "../../shared/sync/screening.ts";
import { copiesOfDecision, type FilingAnswer } from "../notify/copies-of.ts";
import type { NewStep, Screening } from "../store/screening-store.ts";
import type { Circumstances } from "./circumstances.ts";

const ANSWERS: Readonly<Partial<Record<FilingStep["step"], FilingAnswer>>> = {
  asked: "asked",
  accepted: "accepted",
  raised: "accepted",
  potential: "potential",
  declined: "declined",
};

/** One decision may answer several filings: all those that the account has. */
export async function tellAnswers(
  transaction: Screening,
  decisionId: number,
  steps: readonly NewStep[],
  { person, at, addresseesOf }: Circumstances,
): Promise<void> {
  if (!addresseesOf) return;
  for (const { rowId, step, reason } of steps) {
    const decision = ANSWERS[step];
    const filing = decision && (await transaction.filing(rowId));
    if (!decision || !filing) continue;
    const { unit, values, account } = filing;
    const filed = String(values.name ?? account);
    const registered = account === filed || decision !== "accepted" ? null : account;
    await transaction.tell(
      copiesOfDecision(
        { decisionId, rowId, unit, account: filed, registered, decision, reason, by: person.name, at },
        addresseesOf(unit),
      ),
    );
  }
}
