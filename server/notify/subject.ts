/** A copy in one line, and who it is for. */
import { clockInChina, periodInChinese } from "../../shared/report/dates.ts";
import type { Copy } from "../../shared/sync/copies.ts";
import { MAIL } from "../../shared/text/mail.ts";
import type { StoredCopy } from "../store/copies-store.ts";

export function subjectOf({ told, unitName, period }: StoredCopy): string {
  const month = period === null ? "" : periodInChinese(period);
  switch (told.kind) {
    case "submission": {
      const events = MAIL.subject.events(told.important, told.urgent);
      return MAIL.subject.submission(unitName, month, told.rows, events);
    }
    case "urgent": {
      const [first] = told.events;
      const { weight = "", account = "", about = "" } = first ?? {};
      return MAIL.subject.urgent(weight, unitName, account, about, told.events.length - 1);
    }
    case "reminder":
      return MAIL.subject.reminder(unitName, month, minuteInChinese(told.deadline));
    case "decision":
      return MAIL.subject.decision(told.account, told.decision, unitName);
  }
}

/** `11月5日 23:59` */
export function minuteInChinese(instant: string): string {
  const [day = "", time = ""] = clockInChina(instant).split(" ");
  return `${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日 ${time.slice(0, 5)}`;
}

/** The copy as it goes over the wire. */
export const wireCopy = (copy: StoredCopy): Copy => ({
  id: copy.id,
  kind: copy.told.kind,
  unit: copy.unit,
  unitName: copy.unitName,
  period: copy.period,
  submissionId: copy.submissionId,
  to: { ...copy.to, unitName: copy.toUnitName ?? MAIL.hq },
  subject: subjectOf(copy),
  createdAt: copy.createdAt,
  state: copy.state,
  attempts: copy.attempts,
  nextAt: copy.nextAt,
  sentAt: copy.sentAt,
  error: copy.error,
});
