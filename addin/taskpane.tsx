/** The pane's beginning: Office, storage, service, then the page. */
import "./policy.ts";
import { createRoot } from "react-dom/client";
import { v7 } from "uuid";
import "./look/fabric.scss";
import { whenOfficeReady } from "./excel/office.ts";
import { tokenKeeper } from "./excel/token.ts";
import { createExcelWorkbook } from "./excel/workbook.ts";
import { App } from "./pane/App.tsx";
import { openingState } from "./pane/opening.ts";
import { Pane } from "./pane/pane.ts";
import { chosenLanguage } from "./pane/tasks/language.ts";
import { openPane } from "./pane/tasks/open.ts";
import { openDrawer } from "./sync/drawer.ts";
import { serviceOf } from "./sync/service.ts";
import { invitationOf, SessionKeeper } from "./sync/session.ts";

void start();

async function start(): Promise<void> {
  const [host, drawer] = await Promise.all([whenOfficeReady(), openDrawer("dakehu")]);
  const inExcel = host.inExcel && host.capable;
  const pane: Pane = new Pane(
    {
      service: serviceOf({
        origin: location.origin,
        token: () => tokenKeeper.read(),
        language: () => pane.language,
      }),
      drawer,
      keeper: new SessionKeeper(drawer, tokenKeeper),
      workbook: inExcel ? createExcelWorkbook() : null,
      now: () => Date.now(),
      newId: () => v7(),
      wait: (seconds) => new Promise((resolve) => setTimeout(resolve, seconds * 1000)),
    },
    openingState({
      language: (await chosenLanguage(drawer)) ?? host.language,
      invitation: takeInvitation(),
      inExcel,
      oldExcel: host.inExcel && !host.capable,
      online: navigator.onLine,
      lasting: drawer.lasting,
    }),
  );
  addEventListener("online", () => pane.set({ online: true }));
  addEventListener("offline", () => pane.set({ online: false }));
  const root = document.getElementById("root");
  if (root) createRoot(root).render(<App pane={pane} />);
  await openPane(pane);
}

/** From a link; it is taken out of the address, where it would stay in history and referrers. */
function takeInvitation(): string {
  const invitation = invitationOf(location.search);
  if (invitation !== "") history.replaceState?.(null, "", location.pathname);
  return invitation;
}
