/** The `Office` namespace: what of it an Excel add-in with a task pane uses. */
import { compareVersions } from "./set-order.ts";
import type { Workbook } from "./workbook/workbook.ts";

export interface OfficeTheme {
  readonly bodyBackgroundColor: string;
  readonly bodyForegroundColor: string;
  readonly controlBackgroundColor: string;
  readonly controlForegroundColor: string;
  readonly isDarkTheme: boolean;
}

export const THEMES = {
  light: {
    bodyBackgroundColor: "#FFFFFF",
    bodyForegroundColor: "#242424",
    controlBackgroundColor: "#F5F5F5",
    controlForegroundColor: "#242424",
    isDarkTheme: false,
  },
  dark: {
    bodyBackgroundColor: "#292929",
    bodyForegroundColor: "#FFFFFF",
    controlBackgroundColor: "#1F1F1F",
    controlForegroundColor: "#FFFFFF",
    isDarkTheme: true,
  },
} as const satisfies Record<string, OfficeTheme>;

/** Settings of the host a test may change while the add-in runs. */
export interface OfficeState {
  /** The highest ExcelApi this Excel has, e.g. `1.8`. */
  apiLevel: string;
  platform: string;
  displayLanguage: string;
  theme: OfficeTheme;
  readonly dialogs: HostDialog[];
  readonly opened: string[];
}

export interface HostDialog {
  readonly url: string;
  isOpen: boolean;
  readonly toChild: string[];
  /** What the page in the dialog does with `messageParent`. */
  message(text: string): void;
  /** The user closes it. */
  dismiss(): void;
}

type Callback = (result: unknown) => void;
type Handler = (args: unknown) => void;

const succeeded = (value?: unknown) => ({ status: "succeeded", value });

/** Everything asynchronous answers later, never at once: code that counts on the order shows. */
const later = (run: () => void): void => {
  setTimeout(run, 0);
};

export function officeNamespace(book: () => Workbook, state: OfficeState) {
  const handlers = new Map<string, Handler[]>();
  const lastCallback = (given: readonly unknown[]): Callback | undefined =>
    given.filter((one): one is Callback => typeof one === "function").at(-1);
  const requirements = {
    isSetSupported: (name: string, version = "1.1") => isSetSupported(state, name, String(version)),
  };
  let pending = new Map<string, unknown>();
  const settings = {
    get: (name: string): unknown =>
      (pending.has(name) ? pending.get(name) : book().settings.get(name)) ?? null,
    set: (name: string, value: unknown) => void pending.set(name, structuredClone(value)),
    remove: (name: string) => void pending.set(name, undefined),
    /** Until it is saved, a setting is in this pane's memory only. */
    saveAsync: (...given: unknown[]) => {
      const saved = pending;
      pending = new Map();
      later(() => {
        for (const [name, value] of saved) {
          if (value === undefined) book().settings.delete(name);
          else book().settings.set(name, value);
        }
        lastCallback(given)?.(succeeded());
      });
    },
    refreshAsync: (callback?: Callback) => {
      later(() => callback?.(succeeded(settings)));
    },
    addHandlerAsync: (...given: unknown[]) => {
      later(() => lastCallback(given.slice(2))?.(succeeded()));
    },
    removeHandlerAsync: (...given: unknown[]) => {
      later(() => lastCallback(given.slice(1))?.(succeeded()));
    },
  };
  const document = {
    settings,
    mode: "readWrite",
    url: "https://example.invalid/Book1.xlsx",
    addHandlerAsync: (type: string, handler: Handler, ...given: unknown[]) => {
      handlers.set(type, [...(handlers.get(type) ?? []), handler]);
      later(() => lastCallback(given)?.(succeeded()));
    },
    removeHandlerAsync: (type: string, ...given: unknown[]) => {
      handlers.delete(type);
      later(() => lastCallback(given)?.(succeeded()));
    },
  };
  const office = {
    HostType: {
      Word: "Word",
      Excel: "Excel",
      PowerPoint: "PowerPoint",
      Outlook: "Outlook",
      OneNote: "OneNote",
    },
    PlatformType: {
      PC: "PC",
      OfficeOnline: "OfficeOnline",
      Mac: "Mac",
      iOS: "iOS",
      Android: "Android",
      Universal: "Universal",
    },
    AsyncResultStatus: { Succeeded: "succeeded", Failed: "failed" },
    InitializationReason: { Inserted: "inserted", DocumentOpened: "documentOpened" },
    EventType: {
      DocumentSelectionChanged: "documentSelectionChanged",
      SettingsChanged: "settingsChanged",
      DialogMessageReceived: "dialogMessageReceived",
      DialogEventReceived: "dialogEventReceived",
      OfficeThemeChanged: "officeThemeChanged",
      RichApiMessage: "richApiMessage",
    },
    CoercionType: { Text: "text", Matrix: "matrix", Table: "table", Html: "html" },
    /** An old-style add-in assigns it. */
    initialize: undefined as Handler | undefined,
    onReady: (callback?: (info: { host: string; platform: string }) => unknown) => {
      const info = { host: "Excel", platform: state.platform };
      const ready = new Promise<typeof info>((resolve) => {
        later(() => resolve(info));
      });
      return callback
        ? ready.then(async (given) => {
            await callback(given);
            return given;
          })
        : ready;
    },
    isSetSupported: requirements.isSetSupported,
    context: {
      host: "Excel",
      get platform() {
        return state.platform;
      },
      get displayLanguage() {
        return state.displayLanguage;
      },
      get contentLanguage() {
        return state.displayLanguage;
      },
      get officeTheme() {
        return state.theme;
      },
      get diagnostics() {
        return { host: "Excel", platform: state.platform, version: "16.0.99999.10000" };
      },
      requirements,
      document,
      partitionKey: undefined,
      ui: {
        displayDialogAsync: (url: string, ...given: unknown[]) => {
          later(() => lastCallback(given)?.(succeeded(openDialog(url, state))));
        },
        messageParent: () => {
          throw new Error("messageParent works in a dialog only");
        },
        openBrowserWindow: (url: string) => void state.opened.push(url),
        closeContainer: () => undefined,
      },
    },
  };
  later(() => office.initialize?.("documentOpened"));
  const fire = (type: string, args: unknown) => {
    for (const handler of handlers.get(type) ?? []) handler(args);
  };
  return { office, fire };
}

export type OfficeNamespace = ReturnType<typeof officeNamespace>["office"];

function isSetSupported(state: OfficeState, name: string, version: string): boolean {
  switch (name) {
    case "ExcelApi":
      return compareVersions(version, state.apiLevel) <= 0;
    case "SharedRuntime":
    case "IdentityAPI":
    case "ExcelApiOnline":
    case "ExcelApiDesktop":
      return false;
    case "DialogApi":
      return compareVersions(version, "1.2") <= 0;
    case "AddinCommands":
    case "OpenBrowserWindowApi":
    case "DelayForCellEdit":
    case "Settings":
      return compareVersions(version, "1.1") <= 0;
    default:
      return false;
  }
}

function openDialog(url: string, state: OfficeState) {
  const handlers = new Map<string, Handler[]>();
  const tell = (type: string, args: unknown) => {
    for (const handler of handlers.get(type) ?? []) handler(args);
  };
  const dialog: HostDialog = {
    url,
    isOpen: true,
    toChild: [],
    message: (text) => tell("dialogMessageReceived", { message: text, origin: new URL(url).origin }),
    dismiss: () => {
      dialog.isOpen = false;
      tell("dialogEventReceived", { error: 12006 });
    },
  };
  state.dialogs.push(dialog);
  return {
    addEventHandler: (type: string, handler: Handler) => {
      handlers.set(type, [...(handlers.get(type) ?? []), handler]);
    },
    close: () => {
      dialog.isOpen = false;
    },
    messageChild: (text: string) => void dialog.toChild.push(text),
  };
}
