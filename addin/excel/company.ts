/**
 * The way to the company's own sign-in and back. In Excel it opens in a dialog of Office's, since a provider does not
 * let its page be shown in a pane; in a browser the page itself goes there.
 */
import { type CompanyReturn, returnIn } from "../../shared/sync/company.ts";

export interface CompanyPages {
  /** What the page came back with, once. */
  takeReturned(): CompanyReturn | undefined;
  /** Resolves with what came back; undefined where the dialog was closed. In a browser the page is left. */
  ask(): Promise<CompanyReturn | undefined>;
}

const START = "/api/v1/company-sign-in/start";
/** Said before a page leaves: what comes back unasked for is somebody else's sign-in. */
const STARTED = "dakehu.company-sign-in";
/** Of the screen, in percent: providers' pages are made for this. */
const DIALOG = { height: 70, width: 40 };

export function companyPages(): CompanyPages {
  let returned = takeFromAddress();
  return {
    takeReturned() {
      const once = returned;
      returned = undefined;
      return once;
    },
    ask: () => (hasDialogs() ? askInDialog() : leave()),
  };
}

function takeFromAddress(): CompanyReturn | undefined {
  const found = returnIn(location.hash);
  if (found === undefined) return undefined;
  history.replaceState?.(null, "", `${location.pathname}${location.search}`);
  try {
    const asked = sessionStorage.getItem(STARTED) !== null;
    sessionStorage.removeItem(STARTED);
    return asked ? found : undefined;
  } catch {
    return undefined;
  }
}

function leave(): Promise<undefined> {
  sessionStorage.setItem(STARTED, "1");
  const page = location.pathname === "/taskpane.html" ? "pane" : "desk";
  location.assign(`${START}?page=${page}`);
  // Until the page is gone.
  return new Promise(() => undefined);
}

const hasDialogs = (): boolean =>
  typeof Office !== "undefined" &&
  Boolean(Office.context?.requirements?.isSetSupported("DialogApi", "1.1")) &&
  typeof Office.context.ui?.displayDialogAsync === "function";

function askInDialog(): Promise<CompanyReturn | undefined> {
  return new Promise((resolve) => {
    Office.context.ui.displayDialogAsync(`${location.origin}${START}?page=dialog`, DIALOG, (opened) => {
      if (opened.status === Office.AsyncResultStatus.Failed) {
        resolve({ fault: "unreachable" });
        return;
      }
      const dialog = opened.value;
      dialog.addEventHandler(Office.EventType.DialogMessageReceived, (told) => {
        dialog.close();
        resolve("message" in told ? returnIn(told.message) : undefined);
      });
      // Closed by the person, or gone to a page that cannot be shown.
      dialog.addEventHandler(Office.EventType.DialogEventReceived, () => resolve(undefined));
    });
  });
}

/** In the dialog, at the end of the way: tells the pane, which then closes the dialog. */
export async function tellPane(): Promise<void> {
  await Office.onReady();
  const { hash } = location;
  history.replaceState?.(null, "", location.pathname);
  Office.context.ui.messageParent(hash);
}
