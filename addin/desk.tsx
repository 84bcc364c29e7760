/** The desk's beginning: the pane's store and screens in a browser's window, without Excel. */
import "./policy.ts";
import { createRoot } from "react-dom/client";
import { v7 } from "uuid";
import "./look/fabric.scss";
import { followAddress } from "./desk/address.ts";
import { DeskApp } from "./desk/DeskApp.tsx";
import { browserLanguage } from "./excel/office.ts";
import { tokenKeeper } from "./excel/token.ts";
import { openingState } from "./pane/opening.ts";
import { Pane } from "./pane/pane.ts";
import { chosenLanguage } from "./pane/tasks/language.ts";
import { openPane } from "./pane/tasks/open.ts";
import { openDrawer } from "./sync/drawer.ts";
import { serviceOf } from "./sync/service.ts";
import { invitationOf, SessionKeeper } from "./sync/session.ts";

void start();

async function start(): Promise<void> {
  const drawer = await openDrawer("dakehu");
  const pane: Pane = new Pane(
    {
      service: serviceOf({
        origin: location.origin,
        token: () => tokenKeeper.read(),
        language: () => pane.language,
      }),
      drawer,
      keeper: new SessionKeeper(drawer, tokenKeeper),
      workbook: null,
      now: () => Date.now(),
      newId: () => v7(),
      wait: (seconds) => new Promise((resolve) => setTimeout(resolve, seconds * 1000)),
    },
    openingState({
      language: (await chosenLanguage(drawer)) ?? browserLanguage(),
      invitation: takeInvitation(),
      inExcel: false,
      oldExcel: false,
      online: navigator.onLine,
      lasting: drawer.lasting,
    }),
  );
  addEventListener("online", () => pane.set({ online: true }));
  addEventListener("offline", () => pane.set({ online: false }));
  followAddress(pane);
  const root = document.getElementById("root");
  if (root) createRoot(root).render(<DeskApp pane={pane} />);
  await openPane(pane);
}

/** From a link; it is taken out of the address, where it would stay in history and referrers. */
function takeInvitation(): string {
  const invitation = invitationOf(location.search);
  if (invitation !== "") history.replaceState(null, "", `${location.pathname}${location.hash}`);
  return invitation;
}
