/** A person with the pane open beside Excel, at the real service. */
import { Pane } from "../../addin/pane/pane.ts";
import { openingState } from "../../addin/pane/opening.ts";
import type { Question } from "../../addin/pane/state.ts";
import { openPane } from "../../addin/pane/tasks/open.ts";
import { createExcelWorkbook } from "../../addin/excel/workbook.ts";
import { type Drawer, memoryDrawer } from "../../addin/sync/drawer.ts";
import { serviceOf } from "../../addin/sync/service.ts";
import { SessionKeeper } from "../../addin/sync/session.ts";
import { columnName } from "../../shared/plan/address.ts";
import { sheetOf, type SheetKey, SYSTEM_COLUMNS } from "../../shared/report/sheets.ts";
import { v7 } from "uuid";
import { createHost, type NodeHost } from "../host/node-host.ts";
import type { CellValue } from "../host/workbook/cells.ts";
import type { RealService } from "../sync/real-service.ts";

type Answers = {
  readonly [K in Question["kind"]]?: (
    question: Extract<Question, { kind: K }>,
  ) => Parameters<Extract<Question, { kind: K }>["answer"]>[0];
};

export class Desk {
  readonly pane: Pane;
  readonly host: NodeHost;
  readonly drawer: Drawer;
  /** Every question asked, by its title or kind. */
  readonly asked: Question[] = [];
  answers: Answers = {};

  /** @param before a desk whose pane is closed: its workbook and what its computer kept are taken over */
  constructor(service: RealService, token: string, now: number, before?: Pick<Desk, "host" | "drawer">) {
    this.host = before?.host ?? createHost({});
    this.host.setToday(new Date(now));
    this.drawer = before?.drawer ?? memoryDrawer();
    const tokens = { read: () => token, keep: () => undefined, forget: () => undefined };
    this.sit();
    this.pane = new Pane(
      {
        service: serviceOf({ origin: service.origin, token: tokens.read, language: () => "zh" }),
        drawer: this.drawer,
        keeper: new SessionKeeper(this.drawer, tokens),
        workbook: createExcelWorkbook(),
        now: () => now,
        newId: () => v7(),
        wait: async () => undefined,
      },
      openingState({
        language: "zh",
        invitation: "",
        inExcel: true,
        oldExcel: false,
        online: true,
        lasting: true,
      }),
    );
    this.pane.subscribe(() => this.#answer());
  }

  /** Excel's globals are those of the workbook in front. */
  sit(): void {
    Object.assign(globalThis, { Excel: this.host.Excel, Office: this.host.Office });
  }

  async open(): Promise<this> {
    this.sit();
    await openPane(this.pane);
    return this;
  }

  /** Does something in the pane, and fails with what the pane shows as trouble. */
  async does(task: (pane: Pane) => Promise<void>): Promise<void> {
    this.sit();
    await task(this.pane);
    const { trouble } = this.pane.state;
    if (trouble) throw new Error(`${trouble.title} ${trouble.fix}`);
  }

  /** Writes cells of a report row by column key; `row` as Excel counts it. */
  fill(sheet: SheetKey, row: number, values: Readonly<Record<string, string | number>>): void {
    for (const [key, value] of Object.entries(values)) {
      this.host.type(sheetOf(sheet).zh, this.address(sheet, key, row), value, { fits: true });
    }
  }

  cell(sheet: SheetKey, row: number, key: string): CellValue {
    return this.host.shown(sheetOf(sheet).zh, this.address(sheet, key, row)).value;
  }

  address(sheet: SheetKey, key: string, row: number): string {
    const keys = [...sheetOf(sheet).columns, ...SYSTEM_COLUMNS].map((column) => column.key);
    const at = keys.indexOf(key);
    if (at < 0) throw new RangeError(`no column ${key}`);
    return `${columnName(at)}${row}`;
  }

  #answer(): void {
    const { question } = this.pane.state;
    if (!question || this.asked.includes(question)) return;
    this.asked.push(question);
    queueMicrotask(() => {
      if (question.kind === "confirm") question.answer(this.answers.confirm?.(question) ?? true);
      else if (question.kind === "reason") question.answer(this.answers.reason?.(question) ?? null);
      else if (question.kind === "vanished") question.answer(this.answers.vanished?.(question) ?? null);
      else question.answer(this.answers.quiet?.(question) ?? null);
    });
  }
}
