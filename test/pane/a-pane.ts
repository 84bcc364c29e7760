/** A pane that nobody is signed in to, for drawing components by themselves. */
import { openingState } from "../../addin/pane/opening.ts";
import { Pane } from "../../addin/pane/pane.ts";
import { memoryDrawer } from "../../addin/sync/drawer.ts";
import { serviceOf } from "../../addin/sync/service.ts";
import { SessionKeeper } from "../../addin/sync/session.ts";
import type { Language } from "../../shared/problems.ts";

export function aPane(language: Language): Pane {
  const drawer = memoryDrawer();
  const token = { read: () => null, keep: () => undefined, forget: () => undefined };
  return new Pane(
    {
      service: serviceOf({ origin: "http://service.test", token: token.read, language: () => language }),
      drawer,
      keeper: new SessionKeeper(drawer, token),
      workbook: null,
      now: () => Date.parse("2026-11-03T10:00:00+08:00"),
      newId: () => "",
      wait: async () => undefined,
    },
    openingState({
      language,
      invitation: "",
      inExcel: false,
      oldExcel: false,
      online: true,
      lasting: true,
    }),
  );
}
