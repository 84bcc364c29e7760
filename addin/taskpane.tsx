/** The pane's beginning: Office, storage, service, then the page. */
import "./policy.ts";
import { createRoot } from "react-dom/client";
import "./look/fabric.scss";
import { beginPane } from "./begin.ts";
import { whenOfficeReady } from "./excel/office.ts";
import { createExcelWorkbook } from "./excel/workbook.ts";
import { App } from "./pane/App.tsx";
import { watchOffline } from "./pane/offline/watch.ts";
import { arriveFromCompany } from "./pane/tasks/company.ts";
import { openPane } from "./pane/tasks/open.ts";
import { keepShell } from "./shell/keep.ts";
import { openDrawer } from "./sync/drawer.ts";

void start();

async function start(): Promise<void> {
  const [host, drawer] = await Promise.all([whenOfficeReady(), openDrawer("dakehu")]);
  const inExcel = host.inExcel && host.capable;
  const pane = await beginPane({
    drawer,
    workbook: inExcel ? createExcelWorkbook() : null,
    address: location.pathname,
    language: host.language,
    inExcel,
    oldExcel: host.inExcel && !host.capable,
  });
  const root = document.getElementById("root");
  if (root) createRoot(root).render(<App pane={pane} />);
  watchOffline(pane);
  if (!(await arriveFromCompany(pane))) await openPane(pane);
  await keepShell();
}
