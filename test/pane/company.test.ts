/** Signing in with the company's account in the pane: in Excel's dialog, and back in a browser's page. */
import { type CompanyPages, companyPages, tellPane } from "../../addin/excel/company.ts";
import { createHost, type NodeHost } from "../host/node-host.ts";

const CODE = "A".repeat(52);

let host: NodeHost;
const kept = new Map<string, string>();
let left: string[] = [];

/** What a page finds around itself at an address. */
function aPage(address: string, office: object | undefined): CompanyPages {
  const url = new URL(address, "https://dakehu.test");
  Object.assign(globalThis, {
    Office: office,
    location: {
      hash: url.hash,
      origin: url.origin,
      pathname: url.pathname,
      search: url.search,
      assign: (to: string) => void left.push(to),
    },
    history: { replaceState: (_state: unknown, _title: string, to: string) => void left.push(`→ ${to}`) },
    sessionStorage: {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
      removeItem: (key: string) => void kept.delete(key),
    },
  });
  return companyPages();
}

beforeEach(() => {
  host = createHost();
  kept.clear();
  left = [];
});
afterAll(() => {
  for (const name of ["Office", "location", "history", "sessionStorage"])
    Reflect.deleteProperty(globalThis, name);
});

/** The dialog opens a moment after it was asked for. */
async function opened() {
  for (let tries = 0; tries < 100 && host.dialogs.length === 0; tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  const [dialog] = host.dialogs;
  if (!dialog) throw new Error("no dialog");
  return dialog;
}

describe("in Excel", () => {
  test("it goes on in a dialog at the service's own address, and the pane gets what came of it", async () => {
    const asked = aPage("/taskpane.html", host.Office).ask();
    const dialog = await opened();
    expect(dialog.url).toBe("https://dakehu.test/api/v1/company-sign-in/start?page=dialog");
    dialog.message(`#signin=${CODE}`);
    expect(await asked).toEqual({ code: CODE });
    expect(dialog.isOpen).toBe(false);
    expect(left).toEqual([]);
  });

  test("a fault is told to the pane, and a dialog that is closed comes to nothing", async () => {
    const refused = aPage("/taskpane.html", host.Office).ask();
    (await opened()).message("#signin-fault=unknown");
    expect(await refused).toEqual({ fault: "unknown" });
    host = createHost();
    const closed = aPage("/taskpane.html", host.Office).ask();
    (await opened()).dismiss();
    expect(await closed).toBeUndefined();
  });

  test("the dialog's last page tells the pane, and takes the code out of its address", async () => {
    const told: string[] = [];
    const office = {
      onReady: async () => undefined,
      context: { ui: { messageParent: (text: string) => void told.push(text) } },
    };
    aPage("/signed-in.html", office);
    Object.assign(location, { hash: `#signin=${CODE}` });
    await tellPane();
    expect(told).toEqual([`#signin=${CODE}`]);
    expect(left).toEqual(["→ /signed-in.html"]);
  });
});

describe("in a browser", () => {
  test("the page goes to the company's, and takes what it comes back with, once", () => {
    void aPage("/", undefined).ask();
    expect(left).toEqual(["/api/v1/company-sign-in/start?page=desk"]);
    const back = aPage(`/#signin=${CODE}`, undefined);
    expect(left.at(-1)).toBe("→ /");
    expect(back.takeReturned()).toEqual({ code: CODE });
    expect(back.takeReturned()).toBeUndefined();
    expect(aPage(`/#signin=${CODE}`, undefined).takeReturned()).toBeUndefined();
  });

  test("what nobody asked for is not taken, and a screen's address is left alone", () => {
    expect(aPage(`/#signin=${CODE}`, undefined).takeReturned()).toBeUndefined();
    left = [];
    expect(aPage("/#/filings", undefined).takeReturned()).toBeUndefined();
    expect(left).toEqual([]);
  });
});
