/** What is done about a month: its deadline, closing and opening it, reminders, 本月无动态 (R5). */
import { defaultDeadline } from "../../../shared/report/dates.ts";
import type { Reminded } from "../../../shared/sync/copies.ts";
import type { Completeness, UnitCompleteness } from "../../../shared/sync/months.ts";
import { completenessCsv } from "../months/arrange.ts";
import type { Pane } from "../pane.ts";
import type { Period } from "../../sync/service.ts";
import { saveFile } from "./save-file.ts";

/** Called once the service has done it, also where it took a second try. */
type OnDone = () => void;

/** @param day of the following month, at whose end reports are due */
export function saveDeadline(pane: Pane, month: Completeness, day: number, onDone: OnDone): Promise<void> {
  const changed = { ...settingsOf(month), deadline: defaultDeadline(month.period, day) };
  return setMonth(pane, changed, async () => ({ reason: "", notice: pane.texts.months.saved }), onDone);
}

/** Units can then no longer report for it; whoever is still missing is named before. */
export function closeMonth(pane: Pane, month: Completeness, onDone: OnDone): Promise<void> {
  const { months } = pane.texts;
  const missing = month.expected - month.actual;
  const agree = async (): Promise<Agreed | null> => {
    const reason = await pane.ask("reason", {
      title: months.closeTitle(month.period),
      paragraphs: [...(missing > 0 ? [months.closeMissing(missing)] : []), months.closeBody],
      label: months.closeReason,
      go: months.close,
      required: false,
    });
    return reason === null ? null : { reason, notice: months.isClosed(month.period) };
  };
  return setMonth(pane, { ...settingsOf(month), state: "closed" }, agree, onDone);
}

export function reopenMonth(pane: Pane, month: Completeness, onDone: OnDone): Promise<void> {
  const { months } = pane.texts;
  const agree = async (): Promise<Agreed | null> => {
    const reason = await pane.ask("reason", {
      title: months.reopenTitle(month.period),
      paragraphs: [months.reopenBody],
      label: months.reopenReason,
      go: months.reopen,
      required: true,
    });
    return reason === null ? null : { reason, notice: months.isOpen(month.period) };
  };
  return setMonth(pane, { ...settingsOf(month), state: "open" }, agree, onDone);
}

const settingsOf = ({ period, state, deadline }: Completeness): Period => ({ period, state, deadline });

interface Agreed {
  readonly reason: string;
  readonly notice: string;
}

function setMonth(
  pane: Pane,
  changed: Period,
  agree: () => Promise<Agreed | null>,
  onDone: OnDone,
): Promise<void> {
  return pane.run("period", async () => {
    const agreed = await agree();
    if (!agreed) return;
    const { reason, notice } = agreed;
    const saved = await pane.surroundings.service.setPeriod({ ...changed, ...(reason ? { reason } : {}) });
    const others = pane.state.periods.filter(({ period }) => period !== saved.period);
    pane.set({ periods: [...others, saved], notice });
    onDone();
  });
}

/**
 * 本月无动态 for the accounts that the unit has not reviewed, entered at the service itself. Trying again after a lost
 * answer sends the same submission, so that nothing is entered twice.
 */
export function quietRest(pane: Pane, unit: UnitCompleteness, period: string, onDone: OnDone): Promise<void> {
  const { months } = pane.texts;
  const submissionId = pane.surroundings.newId();
  let ratings: Readonly<Record<string, number>> | null = null;
  return pane.run("quiet", async () => {
    ratings ??= await pane.ask("quiet", { accounts: unit.unreviewed });
    if (!ratings) return;
    const { outcomes } = await pane.surroundings.service.quiet({
      submissionId,
      unit: unit.unit,
      period,
      ratings: Object.entries(ratings).map(([account, rating]) => ({ account, rating })),
    });
    const refused = outcomes.filter(({ outcome }) => outcome === "rejected" || outcome === "conflict");
    const entered = outcomes.length - refused.length;
    const why = new Set(refused.flatMap(({ issues }) => issues.map(({ message }) => message)));
    pane.set({
      notice:
        refused.length === 0
          ? months.quietDone(unit.name, entered)
          : months.quietPart(entered, refused.length) + [...why].join(pane.texts.semicolon),
    });
    onDone();
  });
}

/** Asks first: mail goes out. Units without an address are named, they are to be told otherwise. */
export function remindUnits(
  pane: Pane,
  period: string,
  units: readonly UnitCompleteness[],
  onDone: OnDone,
): Promise<void> {
  const { months, comma } = pane.texts;
  const nameOf = (code: string): string => units.find(({ unit }) => unit === code)?.name ?? code;
  const mute = units.filter(({ headEmail }) => headEmail === null);
  return pane.run("remind", async () => {
    const agreed = await pane.ask("confirm", {
      title: months.remindTitle(units.length),
      paragraphs: [
        months.remindBody,
        ...(mute.length > 0
          ? [months.remindNoMail(mute.length) + mute.map(({ name }) => name).join(comma)]
          : []),
      ],
      go: months.remind,
    });
    if (!agreed) return;
    const reminded = await pane.surroundings.service.remind(
      period,
      units.map(({ unit }) => unit),
    );
    const inState = (state: Reminded["units"][number]["state"]): string[] =>
      reminded.units.filter((unit) => unit.state === state).map(({ unit }) => nameOf(unit));
    const told = inState("reminded");
    const already = inState("already");
    const noAddress = inState("no-address");
    pane.set({
      notice: [
        told.length > 0 ? months.remindDone(told.length) : "",
        already.length > 0 ? months.remindAlready(already.join(comma)) : "",
        noAddress.length > 0 ? months.remindNoAddress(noAddress.join(comma)) : "",
      ]
        .filter(Boolean)
        .join(" "),
    });
    onDone();
  });
}

export const exportCompleteness = (pane: Pane, month: Completeness): void =>
  saveFile(
    new Blob([completenessCsv(month, pane.texts)], { type: "text/csv;charset=utf-8" }),
    pane.texts.months.file(month.period),
  );
