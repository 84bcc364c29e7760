/** States of accounts and entries of the register, as the service names them. Pure. */
import type { Entry, RegisterAccount } from "../../../shared/sync/screening.ts";

type State = RegisterAccount["state"] | Entry["state"];

const STATES: readonly State[] = ["registered", "nominated", "proposed", "potential", "declined"];

/** null for a state that this version does not know. */
export const registerState = (state: string): State | null => STATES.find((known) => known === state) ?? null;
