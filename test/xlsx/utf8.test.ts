import { inPieces, Pieces, utf8 } from "../../server/xlsx/utf8.ts";

const written = (text: string): string => Buffer.from(utf8(text), "latin1").toString("utf8");

test.each(["ABC-12", "顺丰速运", "é", "𠮷野家 🚚", "备注:".padEnd(3000, "长")])(
  "a text is the same in the file: %.12s",
  (text) => {
    expect(written(text)).toBe(text);
    // The second time it is known.
    expect(written(text)).toBe(text);
  },
);

test("more different names than are remembered are all written as they are", () => {
  for (let i = 0; i < 20_000; i += 1) expect(written(`客户${i}`)).toBe(`客户${i}`);
});

test("pieces are all of the text, in order, a text larger than a piece included", () => {
  const texts = [
    "甲",
    "x".repeat(700_000),
    "乙",
    ...Array.from({ length: 5000 }, (_, i) => `行${i} `.repeat(20)),
  ];
  const pieces = [...inPieces(texts.map(utf8))];
  expect(Buffer.concat(pieces).toString("utf8")).toBe(texts.join(""));
  expect(pieces.length).toBeGreaterThan(3);
});

test("a piece that was taken stays as it is", () => {
  const pieces = new Pieces();
  pieces.add("one");
  const first = pieces.take();
  pieces.add("two");
  expect(first.toString()).toBe("one");
  expect(pieces.take().toString()).toBe("two");
});
