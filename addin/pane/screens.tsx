/**
 * The screens of the desk and of HQ's pane, in their order. Each is one component without props, which takes what it
 * needs from `usePane` and `useResource`; a new one is one line here and its title in `shared/text/pages/desk.ts`.
 */
import type { ComponentType } from "react";
import { type Role, ROLES } from "../../shared/sync/protocol.ts";
import type { Texts } from "../../shared/text/texts.ts";
import { AuditScreen } from "./audit/AuditScreen.tsx";
import { CoverageScreen } from "./coverage/CoverageScreen.tsx";
import { HistoryScreen } from "./history/HistoryScreen.tsx";
import { Copies } from "./hq/Copies.tsx";
import { HqOverview } from "./hq/HqOverview.tsx";
import { People } from "./hq/People.tsx";
import { CompletenessScreen } from "./months/CompletenessScreen.tsx";
import { PersonalScreen } from "./personal/PersonalScreen.tsx";
import { AccountsScreen } from "./screening/AccountsScreen.tsx";
import { OwnRowsScreen } from "./grid/OwnRowsScreen.tsx";
import { PhoneScreen } from "./phone/PhoneScreen.tsx";
import { DecisionsScreen } from "./screening/DecisionsScreen.tsx";
import { EntriesScreen } from "./screening/EntriesScreen.tsx";
import { FilingsScreen } from "./screening/FilingsScreen.tsx";
import { MatchesScreen } from "./screening/MatchesScreen.tsx";
import { OwnFilingsScreen } from "./screening/OwnFilingsScreen.tsx";
import { ReportScreen } from "./report/ReportScreen.tsx";
import { UnitOverview } from "./UnitOverview.tsx";
import { UploadScreen } from "./upload/UploadScreen.tsx";

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
  { id: "phone", roles: HQ, component: PhoneScreen, monthly: true },
  { id: "own-rows", roles: UNITS, component: OwnRowsScreen, monthly: true },
  { id: "filings", roles: HQ, component: FilingsScreen },
  { id: "own-filings", roles: UNITS, component: OwnFilingsScreen },
  { id: "entries", roles: HQ, component: EntriesScreen },
  { id: "matches", roles: HQ, component: MatchesScreen },
  { id: "accounts", roles: HQ, component: AccountsScreen },
  { id: "completeness", roles: ROLES, component: CompletenessScreen, monthly: true },
  { id: "upload", roles: ROLES, component: UploadScreen },
  { id: "history", roles: ROLES, component: HistoryScreen },
  { id: "coverage", roles: HQ, component: CoverageScreen, monthly: true },
  { id: "copies", roles: ROLES, component: Copies },
  { id: "decisions", roles: HQ, component: DecisionsScreen },
  { id: "report", roles: HQ, component: ReportScreen, monthly: true },
  { id: "people", roles: ["hq-admin"], component: People },
  { id: "personal", roles: ["hq-admin"], component: PersonalScreen },
  { id: "audit", roles: ["hq-admin"], component: AuditScreen },
];

export const screensFor = (role: Role): readonly Screen[] =>
  SCREENS.filter(({ roles }) => roles.includes(role));
