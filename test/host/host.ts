/** Excel as an add-in meets it: `Office`, `Excel`, a workbook behind them, and a person at the keyboard. */
import { ExcelObjects } from "./api/excel.ts";
import { runBatch, type BatchSurroundings } from "./batch.ts";
import { messagesFor } from "./events.ts";
import { THEMES, officeNamespace, type OfficeNamespace, type OfficeState } from "./office.ts";
import { isLater } from "./set-order.ts";
import { User } from "./user.ts";
import { TransportError, type BatchRequest, type EventMessage } from "./wire.ts";
import { problem } from "./workbook/problem.ts";
import { stateOf, workbookFrom } from "./workbook/snapshot.ts";
import type { HostWorkbook } from "./workbook/state.ts";
import { Workbook } from "./workbook/workbook.ts";

/** Microsoft's limit for a request and for an answer in Excel on the web. */
const MOST_BYTES = 5 * 1024 * 1024;
const DELAY_FOR_CELL_EDIT = 64;
const CELL_EDIT_MODE = 5004;

export interface Client {
  readonly Excel: unknown;
  readonly OfficeExtension: unknown;
}

/** Microsoft's client code as a function of the globals it finds. */
export type ClientCode = (window: object, Office: object, OSF: object) => Client;

export interface HostOptions {
  readonly apiLevel?: string;
  readonly language?: string;
  readonly platform?: "OfficeOnline" | "PC" | "Mac";
}

export interface ExcelHost extends User {
  readonly Office: OfficeNamespace;
  readonly Excel: unknown;
  readonly OfficeExtension: unknown;
}

export function makeHost(
  client: ClientCode,
  sets: Readonly<Record<string, string>>,
  window: object,
  options: HostOptions = {},
): ExcelHost {
  let objects = new ExcelObjects(new Workbook());
  const state: OfficeState = {
    apiLevel: options.apiLevel ?? "1.17",
    platform: options.platform ?? "OfficeOnline",
    displayLanguage: options.language ?? "zh-CN",
    theme: THEMES.light,
    dialogs: [],
    opened: [],
  };
  const { office, fire } = officeNamespace(() => objects.book, state);
  let deliver: ((args: { entries: EventMessage[] }) => void) | null = null;

  const attend = (book: Workbook) => {
    book.language = state.displayLanguage;
    book.listen((change) => {
      const entries = messagesFor(change, book);
      setTimeout(() => {
        deliver?.({ entries });
        if (change.what === "selection")
          fire("documentSelectionChanged", { type: "documentSelectionChanged" });
      }, 0);
    });
  };
  attend(objects.book);

  const surroundings = (): BatchSurroundings => ({
    root: objects.root(),
    nothing: objects.nothing(),
    kept: (reference) => objects.kept(reference),
    isKnown: (className, member) => `${className}.${member}` in sets,
    refuseUnsupported: (className, member) => {
      const set = sets[`${className}.${member}`];
      if (set === undefined || set === "ExcelApi 1.1") return;
      if (!set.startsWith("ExcelApi ") || isLater(set, `ExcelApi ${state.apiLevel}`)) {
        throw problem(
          "ApiNotFound",
          `${className}.${member} came with ${set}; this Excel has ExcelApi ${state.apiLevel}.`,
        );
      }
    },
  });

  const user = new User({
    book: () => objects.book,
    state,
    replace: (workbook: HostWorkbook) => {
      objects = new ExcelObjects(workbookFrom(workbook));
      attend(objects.book);
    },
    fire,
    snapshot: () => stateOf(objects.book),
  });

  const answer = (message: readonly unknown[], callback: (result: unknown) => void): void => {
    const [, , , , body, , flags] = message;
    const text = String(body);
    const fail = (code: number, words: string) =>
      callback({ status: "failed", error: { code, message: words } });
    user.traffic.push({ kind: "request", bytes: byteLength(text) });
    if (state.platform === "OfficeOnline" && byteLength(text) > MOST_BYTES) {
      fail(TransportError.requestTooLarge, "The request payload size has exceeded the limit.");
      return;
    }
    if (user.isEditing()) {
      if ((Number(flags) & DELAY_FOR_CELL_EDIT) === 0) fail(CELL_EDIT_MODE, "Excel is in cell-editing mode.");
      else user.afterEditing(() => answer(message, callback));
      return;
    }
    // The request is what the client wrote: its own serializer made the text.
    const request: BatchRequest = JSON.parse(text);
    const response = JSON.stringify(runBatch(request, surroundings()));
    user.traffic.push({ kind: "response", bytes: byteLength(response) });
    if (state.platform === "OfficeOnline" && byteLength(response) > MOST_BYTES) {
      fail(TransportError.responseTooLarge, "The response payload size has exceeded the limit.");
      return;
    }
    callback({ status: "succeeded", value: { data: [200, [], response] } });
  };

  const osf = {
    DDA: {
      RichApi: {
        executeRichApiRequestAsync: (message: readonly unknown[], callback: (result: unknown) => void) => {
          setTimeout(() => answer(message, callback), 0);
        },
        richApiMessageManager: {
          register: (handler: (args: { entries: EventMessage[] }) => void) => {
            deliver = handler;
            return Promise.resolve();
          },
          removeHandlerAsync: (_type: string, _options: unknown, callback: (result: unknown) => void) => {
            deliver = null;
            callback({ status: "succeeded" });
          },
        },
      },
    },
  };
  Object.assign(window, { Office: office });
  const { Excel, OfficeExtension } = client(window, office, osf);
  return Object.assign(user, { Office: office, Excel, OfficeExtension });
}

const encoder = new TextEncoder();
const byteLength = (text: string): number =>
  text.length * 3 <= MOST_BYTES ? text.length : encoder.encode(text).length;
