/** CSV files as other systems write them, read slice by slice. */
import { encodingOf } from "../../shared/report/csv-encoding.ts";
import { readCsvHead } from "../../shared/report/csv-head.ts";
import { mapHeadings } from "../../shared/report/csv-mapping.ts";
import { type CsvRecord, csvRecords, separatorOf, UnclosedQuote } from "../../shared/report/csv-records.ts";
import { csvSlices } from "../../shared/report/csv-rows.ts";
import { sheetOf } from "../../shared/report/sheets.ts";

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const FORMAT = { encoding: "utf-8", separator: "," } as const;
const records = (
  bytes: Uint8Array,
  most = 2,
  format: Parameters<typeof csvRecords>[1] = FORMAT,
): CsvRecord[] => [...csvRecords(bytes, format, most)].flat();
const purchases = sheetOf("purchases");

test("a record says on which line it begins, also below cells that go over several lines", () => {
  const text = 'a,b\r\n"one\r\ntwo",x\r\n\r\nlast,y';
  expect(records(utf8(text)).map(({ at, line, cells }) => [at, line, cells.join("|")])).toEqual([
    [0, 1, "a|b"],
    [1, 2, "one\ntwo|x"],
    [2, 4, ""],
    [3, 5, "last|y"],
  ]);
});

test("line breaks of several systems in one file", () => {
  expect(records(utf8("a\nb\r\nc\rd\n")).map(({ cells }) => cells[0])).toEqual(["a", "b", "c", "d"]);
});

test("a file of many pieces is the same as in one, whatever the pieces cut through", () => {
  const line = (n: number): string => `招商物流${n},"两行\r\n带""引号""，😀",${n}\r\n`;
  const text = Array.from({ length: 20_000 }, (_, n) => line(n)).join("");
  for (const bytes of [utf8(text), new Uint8Array(Buffer.from(text, "utf16le"))]) {
    const encoding = encodingOf(bytes);
    const all = records(bytes, 3000, { encoding, separator: "," });
    expect(all).toHaveLength(20_000);
    for (const [n, record] of all.entries()) {
      if (record.cells.join() !== `招商物流${n},两行\n带"引号"，😀,${n}` || record.line !== 2 * n + 1) {
        throw new Error(`${n}: ${JSON.stringify(record)}`);
      }
    }
  }
});

test("a quotation mark that is never closed ends the reading and says where", () => {
  expect(() => records(utf8('a,b\n1,2\n3,"4\n5,6\n'))).toThrow(UnclosedQuote);
  try {
    records(utf8(`a,b\n1,2\n3,"${"x\n".repeat(600_000)}`));
    throw new Error("read to the end");
  } catch (error) {
    expect(error).toMatchObject({ name: "UnclosedQuote", line: 3 });
  }
});

test.each([
  ["comma", ",", "大客户,数量\n招商物流,1\n"],
  ["tab", "\t", "大客户\t数量\n招商物流\t1,000\n"],
  ["semicolon", ";", "大客户;金额\n招商物流;1,5\n中外运;2,5\n"],
])("a %s between cells is found out", (_, separator, text) => {
  expect(separatorOf(utf8(text), "utf-8")).toBe(separator);
});

test("UTF-8 is told from GB18030 to the last byte, and a spoiled byte makes nothing else of a marked file", () => {
  const long = "招商物流,".repeat(50_000);
  expect(encodingOf(utf8(long))).toBe("utf-8");
  expect(encodingOf(new Uint8Array([...utf8(long), 0xd5, 0xd0]))).toBe("gb18030");
  expect(encodingOf(new Uint8Array([0xef, 0xbb, 0xbf, ...utf8("招商"), 0xd5, 0x2c]))).toBe("utf-8");
});

test("headings are found below a title and a date", () => {
  const head = readCsvHead(
    utf8("采购明细表\n导出日期,2026-11-01\n大客户,产品类别,数量(台)\n招商物流,半挂车,1\n"),
    purchases,
  );
  expect([head?.headings.line, head?.samples.map(({ cells }) => cells[0])]).toEqual([3, ["招商物流"]]);
});

describe("rows without an identity", () => {
  const idOf = (text: string): string => `id of ${text}`;
  function ids(text: string, most: number, period = "2026-10"): (string | null)[] {
    const bytes = utf8(text);
    const head = readCsvHead(bytes, purchases);
    if (!head) throw new Error("no headings");
    const mapping = mapHeadings(head.headings.cells, purchases);
    const slices = csvSlices(
      bytes,
      head,
      mapping,
      { sheet: purchases, unit: "P01", period },
      most,
      idOf,
      new Map(),
    );
    return [...slices].flatMap(({ reading }) => reading.sheets[0]?.rows.map(({ rowId }) => rowId) ?? []);
  }
  const TEXT = "大客户,产品类别,数量(台)\n招商物流,半挂车,1\n中外运,半挂车,2\n招商物流,半挂车,1\n";

  test("are known by what they say: the same file in other slices has the same", () => {
    const whole = ids(TEXT, 100);
    expect(new Set(whole).size).toBe(3);
    expect(ids(TEXT, 1)).toEqual(whole);
    expect(ids(TEXT, 100, "2026-09")).not.toEqual(whole);
  });

  test("are the same when columns stand in another order and numbers are written otherwise", () => {
    expect(
      ids("数量(台),产品类别,大客户\n１,半挂车,招商物流\n2.0,半挂车,中外运\n1,半挂车,招商物流\n", 2),
    ).toEqual(ids(TEXT, 100));
  });
});
