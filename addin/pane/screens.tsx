/**
 * The screens of the desk and of HQ's pane, in their order. Each is one component without props, which takes what it
 * needs from `usePane` and `useResource`; a new one is one line here and its title in `shared/text/pages/desk.ts`.
 */
import type { ComponentType } from "react";
import type { Role } from "../../shared/sync/protocol.ts";
import type { Texts } from "../../shared/text/texts.ts";
import { HqOverview } from "./hq/HqOverview.tsx";
import { People } from "./hq/People.tsx";
import { UnitOverview } from "./UnitOverview.tsx";

export type ScreenId = keyof Texts["desk"]["screens"];

export interface Screen {
  readonly id: ScreenId;
  readonly roles: readonly Role[];
  readonly component: ComponentType;
  /** It shows one month: the desk lets choose which. */
  readonly monthly?: true;
}

const HQ: readonly Role[] = ["hq", "hq-admin"];
const UNITS: readonly Role[] = ["lead", "head"];

const SCREENS: readonly Screen[] = [
  { id: "overview", roles: HQ, component: HqOverview, monthly: true },
  { id: "overview", roles: UNITS, component: UnitOverview, monthly: true },
  { id: "people", roles: ["hq-admin"], component: People },
];

export const screensFor = (role: Role): readonly Screen[] =>
  SCREENS.filter(({ roles }) => roles.includes(role));
