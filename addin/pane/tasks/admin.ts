/** What HQ does beside the workbook: invitations, units. */
import type { Role } from "../../../shared/sync/protocol.ts";
import type { ManagedUnit } from "../../../shared/sync/units.ts";
import type { Invitation } from "../../sync/service.ts";
import type { Pane } from "../pane.ts";

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

/** Undefined where it was not saved; the pane then says why. */
export async function saveUnit(
  pane: Pane,
  unit: ManagedUnit,
  isNew: boolean,
): Promise<ManagedUnit | undefined> {
  let saved: ManagedUnit | undefined;
  await pane.run("invite", async () => {
    const { service } = pane.surroundings;
    saved = await (isNew ? service.addUnit(unit) : service.changeUnit(unit));
  });
  return saved;
}
