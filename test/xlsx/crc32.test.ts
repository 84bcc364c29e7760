import { unsigned } from "../../server/xlsx/crc32.ts";

test("a checksum is the standard's, in one piece or in several", () => {
  const bytes = Buffer.from("123456789");
  expect(unsigned(bytes)).toBe(0xcbf43926);
  expect(unsigned(bytes.subarray(4), unsigned(bytes.subarray(0, 4)))).toBe(0xcbf43926);
});
