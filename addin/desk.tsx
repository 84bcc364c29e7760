/** The desk's beginning: the pane's store and screens in a browser's window, without Excel. */
import "./policy.ts";
import { createRoot } from "react-dom/client";
import "./look/fabric.scss";
import { beginPane } from "./begin.ts";
import { followAddress } from "./desk/address.ts";
import { DeskApp } from "./desk/DeskApp.tsx";
import { browserLanguage } from "./excel/office.ts";
import { watchOffline } from "./pane/offline/watch.ts";
import { arriveFromCompany } from "./pane/tasks/company.ts";
import { openPane } from "./pane/tasks/open.ts";
import { keepShell } from "./shell/keep.ts";
import { openDrawer } from "./sync/drawer.ts";

void start();

async function start(): Promise<void> {
  const pane = await beginPane({
    drawer: await openDrawer("dakehu"),
    workbook: null,
    // The screen stands behind the hash.
    address: `${location.pathname}${location.hash}`,
    language: browserLanguage(),
    inExcel: false,
    oldExcel: false,
  });
  followAddress(pane);
  const root = document.getElementById("root");
  if (root) createRoot(root).render(<DeskApp pane={pane} />);
  watchOffline(pane);
  if (!(await arriveFromCompany(pane))) await openPane(pane);
  await keepShell();
}
