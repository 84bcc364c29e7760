/** What HQ does beside the workbook: months and invitations. */
import type { Role } from "../../../shared/sync/protocol.ts";
import type { Invitation, Period } from "../../sync/service.ts";
import type { Pane } from "../pane.ts";

/** Asks before a month is closed: units can then no longer report for it. */
export const changePeriod = (pane: Pane, changed: Period): Promise<void> =>
  pane.run("period", async () => {
    const { texts, surroundings } = pane;
    const before = pane.state.periods.find(({ period }) => period === changed.period);
    if (changed.state === "closed" && before?.state !== "closed") {
      const agreed = await pane.ask("confirm", {
        title: texts.closing.close,
        paragraphs: [texts.closing.closeAsk(changed.period)],
        go: texts.closing.close,
      });
      if (!agreed) return;
    }
    const saved = await surroundings.service.setPeriod(changed);
    const others = pane.state.periods.filter(({ period }) => period !== saved.period);
    pane.set({ periods: [...others, saved], notice: texts.closing.saved });
  });

/** Undefined where it was not made; the pane then says why. */
export async function invite(
  pane: Pane,
  person: { readonly unit: string | null; readonly role: Role; readonly name: string },
): Promise<Invitation | undefined> {
  let made: Invitation | undefined;
  await pane.run("invite", async () => {
    made = await pane.surroundings.service.invite(person);
  });
  return made;
}
