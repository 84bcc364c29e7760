/** How both pages begin: the store with its storage, its service and whoever was signed in here. */
import { v7 } from "uuid";
import { companyPages } from "./excel/company.ts";
import { tokenKeeper } from "./excel/token.ts";
import { openingState } from "./pane/opening.ts";
import { Pane } from "./pane/pane.ts";
import type { PaneState } from "./pane/state.ts";
import { chosenLanguage } from "./pane/tasks/language.ts";
import type { Drawer } from "./sync/drawer.ts";
import { startReplica } from "./sync/local/start.ts";
import { serviceOf } from "./sync/service.ts";
import { invitationOf, SessionKeeper } from "./sync/session.ts";
import type { Workbook } from "./workbook.ts";

interface Beginning extends Pick<PaneState, "language" | "inExcel" | "oldExcel"> {
  readonly drawer: Drawer;
  /** null outside Excel. */
  readonly workbook: Workbook | null;
  /** What the page's address is to be once an invitation has been taken out of it. */
  readonly address: string;
}

/** @param beginning its language holds where nobody has chosen another one here */
export async function beginPane({ drawer, workbook, address, ...given }: Beginning): Promise<Pane> {
  const pane: Pane = new Pane(
    {
      service: serviceOf({
        origin: location.origin,
        token: () => tokenKeeper.read(),
        language: () => pane.language,
      }),
      drawer,
      keeper: new SessionKeeper(drawer, tokenKeeper),
      workbook,
      local: startReplica("dakehu"),
      now: () => Date.now(),
      newId: () => v7(),
      company: companyPages(),
      wait: (seconds) => new Promise((resolve) => setTimeout(resolve, seconds * 1000)),
    },
    openingState({
      ...given,
      language: (await chosenLanguage(drawer)) ?? given.language,
      invitation: takeInvitation(address),
      online: navigator.onLine,
      lasting: drawer.lasting,
    }),
  );
  addEventListener("online", () => pane.set({ online: true }));
  addEventListener("offline", () => pane.set({ online: false }));
  return pane;
}

/** From a link; it is taken out of the address, where it would stay in history and referrers. */
function takeInvitation(address: string): string {
  const invitation = invitationOf(location.search);
  if (invitation !== "") history.replaceState?.(null, "", address);
  return invitation;
}
