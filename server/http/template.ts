/** `GET /template.xlsx`: the workbook that a unit fills in for a month, with the rows it has already. */
import { z } from "zod";
import type { ReportRow } from "../../shared/plan/inputs.ts";
import { templatePlan } from "../../shared/plan/template.ts";
import { Problem } from "../../shared/problems.ts";
import { PeriodText } from "../../shared/report/schema.ts";
import { SHEET_KEYS } from "../../shared/report/sheets.ts";
import { FILE_NAMES } from "../../shared/text/files.ts";
import { unitWithin } from "../auth/sight.ts";
import type { Store } from "../store/store.ts";
import { drawInThread } from "../xlsx/draw-in-thread.ts";
import { XLSX } from "../files/media.ts";
import { file } from "./reply.ts";
import { route } from "./route.ts";

export const template = [
  route({
    method: "get",
    path: "/template.xlsx",
    access: "takeTemplate",
    summary: {
      zh: "填报工作簿，含本单位已有的行",
      en: "The workbook to fill in, with the unit's standing rows and the month's",
    },
    query: z.object({ unit: z.string().max(40).optional(), period: PeriodText }),
    answer: XLSX,
    problems: ["unit_unknown", "unit_forbidden", "period_invalid"],
    handle: async ({ person, language, query: { period, unit: asked } }, { store }) => {
      const code = asked ?? person.unit;
      if (code === null) throw new Problem("malformed", { detail: "unit" });
      const unit = await unitWithin(person, store.units, code);
      const plan = templatePlan({
        unit: { code: unit.code, name: unit.name },
        period,
        register: await store.register.lists(unit.code),
        rows: await ownRows(store, unit.code, period),
        language,
      });
      return file(FILE_NAMES.template(unit.name, period), XLSX, await drawInThread(plan));
    },
  }),
];

async function ownRows(store: Store, unit: string, period: string): Promise<ReportRow[]> {
  const master = await store.rows.master({ sight: [unit], from: period, to: period });
  try {
    const rows: ReportRow[] = [];
    for (const sheet of SHEET_KEYS) {
      for await (const page of master.pages(sheet)) rows.push(...page.filter(({ deleted }) => !deleted));
    }
    return rows;
  } finally {
    await master.close();
  }
}
