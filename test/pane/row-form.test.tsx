/** The form of a row, drawn from its sheet's definition. */
import { FluentProvider, webLightTheme } from "@fluentui/react-components";
import { renderToStaticMarkup } from "react-dom/server";
import { RowForm } from "../../addin/pane/history/RowForm.tsx";
import { PaneContext } from "../../addin/pane/use-pane.ts";
import { choiceValues } from "../../shared/report/choices.ts";
import { sheetOf, SHEETS, type SheetKey } from "../../shared/report/sheets.ts";
import type { Values } from "../../shared/report/value.ts";
import type { Issue, Register } from "../../shared/sync/protocol.ts";
import { aPane } from "./a-pane.ts";

const REGISTER: Register = {
  accounts: [{ name: "招商物流", aliases: ["招商局物流"], category: null, level: "集团大客户", note: "" }],
  branches: [{ account: "招商物流", name: "广州分公司" }],
  carriers: [],
};

const drawn = (
  sheet: SheetKey,
  given: { values?: Values; before?: Values; said?: Issue[]; language?: "zh" | "en" } = {},
): string =>
  renderToStaticMarkup(
    <FluentProvider theme={webLightTheme}>
      <PaneContext.Provider value={aPane(given.language ?? "zh")}>
        <RowForm
          sheet={sheet}
          values={given.values ?? {}}
          {...(given.before ? { before: given.before } : {})}
          register={REGISTER}
          period="2026-10"
          submit="提交更正"
          reason={{ label: "更正原因", hint: "", missing: "请填写更正原因。" }}
          said={given.said ?? []}
          onSubmit={() => undefined}
        />
      </PaneContext.Provider>
    </FluentProvider>,
  );

describe("the form of a row", () => {
  test.each(SHEETS.map(({ key }) => key))("of %s has a named field for every column", (key) => {
    const html = drawn(key);
    for (const { key: column } of sheetOf(key).columns) expect(html).toContain(`name="${column}"`);
  });

  test("offers a closed list in full, and the register's accounts with their aliases", () => {
    const html = drawn("purchases");
    for (const product of choiceValues("product")) expect(html).toContain(`<option value="${product}">`);
    expect(html).toContain('<option value="招商物流" label="招商物流 · 招商局物流">');
  });

  test("offers the branches of the account that the row names, and none before", () => {
    expect(drawn("events")).not.toContain('<option value="广州分公司">');
    expect(drawn("events", { values: { account: "招商局物流" } })).toContain('<option value="广州分公司">');
  });

  test("in English says what the Chinese of a list means, and sends the Chinese", () => {
    const html = drawn("reviews", { language: "en" });
    expect(html).toContain('<option value="上升">上升 · Up</option>');
    expect(html).toContain(">Trend<");
  });

  test("says what a changed field was, and under its field what the service said", () => {
    const said: Issue[] = [{ column: "units", code: "not_whole", message: "应为整数", severity: "error" }];
    const html = drawn("purchases", { values: { units: 9 }, before: { units: 12 }, said });
    expect(html).toContain("原值：12");
    expect(html).toContain("应为整数");
  });

  test("keeps in sight a value that is on no list", () => {
    expect(drawn("purchases", { values: { product: "挂车" } })).toMatch(
      /<option[^>]*value="挂车"[^>]*selected/,
    );
  });
});
