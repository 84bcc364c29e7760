/** A report of a month in which ten thousand units reported: a page of very many lines is drawn as well. */
import { drawWorkbook } from "../../server/xlsx/draw.ts";
import { readWorkbook } from "../../server/xlsx/read.ts";
import { Page } from "../../shared/plan/page.ts";
import type { WorkbookPlan } from "../../shared/plan/plan.ts";

const LINES = 150_000;

function aLongPlan(): WorkbookPlan {
  const page = new Page(0, [20, 10], { points: 500, repeated: 0 });
  const name = "月报 2026-10";
  page.table(
    [
      { header: "单位", span: 1, style: "cell" },
      { header: "评级", span: 1, style: "cellCenter" },
    ],
    Array.from({ length: LINES }, (_, line) => [`第${line}家`, line % 5]),
  );
  const { blocks, merges, rowHeights, breaks, traces, area } = page;
  const look = { visibility: "visible", tabColor: "#0F4C81", gridlines: false } as const;
  const print = { orientation: "landscape", titleRows: "$1:$1", area, breaks, footer: "" } as const;
  const nothing = { tables: [], highlights: [], charts: [] };
  const freeze = { rows: 1, columns: 0 };
  const columns = [{ width: 20 }, { width: 10 }];
  return {
    title: name,
    sheets: [
      {
        key: "summary",
        name,
        ...look,
        freeze,
        columns,
        rowHeights,
        blocks,
        merges,
        ...nothing,
        print,
        traces,
      },
    ],
    names: [],
    active: name,
  };
}

test("every line of a page with very many of them is in the file, in its order", async () => {
  const [sheet] = (await readWorkbook(await drawWorkbook(aLongPlan()))).sheets;
  const units = (sheet?.rows ?? []).map(([unit]) => unit).filter((unit) => unit !== "单位");
  expect(units).toHaveLength(LINES);
  expect(units.every((unit, line) => unit === `第${line}家`)).toBe(true);
});
