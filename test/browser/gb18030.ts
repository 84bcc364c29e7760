/** Text in GB18030, which browsers and Node read but do not write: as far as two bytes go. */
const BYTES = new Map<string, readonly [number, number]>();

function fill(): void {
  const decoder = new TextDecoder("gb18030");
  for (let high = 0x81; high <= 0xfe; high += 1) {
    for (let low = 0x40; low <= 0xfe; low += 1) {
      if (low === 0x7f) continue;
      const text = decoder.decode(new Uint8Array([high, low]));
      if ([...text].length === 1 && text !== "\ufffd" && !BYTES.has(text)) BYTES.set(text, [high, low]);
    }
  }
}

export function gb18030(text: string): Buffer {
  if (BYTES.size === 0) fill();
  const bytes: number[] = [];
  for (const character of text) {
    if (character < "\u0080") bytes.push(character.charCodeAt(0));
    else {
      const pair = BYTES.get(character);
      if (!pair) throw new RangeError(`${character} takes four bytes`);
      bytes.push(...pair);
    }
  }
  return Buffer.from(bytes);
}
