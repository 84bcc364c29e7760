/**
 * Finding cells that differ within a column. Excel answers for a range only what all its cells share, so a mixed
 * strip of cells is halved until each piece is of one kind; all pieces of one size are asked for in one go.
 */

/** Part of a column: `rows` cells from `row` down. */
export interface Strip {
  readonly worksheet: Excel.Worksheet;
  readonly column: number;
  readonly row: number;
  readonly rows: number;
}

/** How many strips one request asks about. */
const PER_REQUEST = 500;

export const rangeOf = ({ worksheet, row, column, rows }: Strip): Excel.Range =>
  worksheet.getRangeByIndexes(row, column, rows, 1);

/**
 * Takes strips apart into pieces of one kind. `ask` queues what is to be loaded of a range; the function it gives
 * is called after the sync and says what kind the cells are, or null where they differ.
 */
export async function pieces<T extends Strip>(
  context: Excel.RequestContext,
  strips: readonly T[],
  ask: (range: Excel.Range, strip: T) => () => string | null,
): Promise<{ readonly strip: T; readonly kind: string }[]> {
  const done: { strip: T; kind: string }[] = [];
  let open = strips.filter(({ rows }) => rows > 0);
  while (open.length > 0) {
    const next: T[] = [];
    for (let at = 0; at < open.length; at += PER_REQUEST) {
      const asked = open.slice(at, at + PER_REQUEST).map((strip) => {
        const range = rangeOf(strip);
        return { strip, range, answer: ask(range, strip) };
      });
      await context.sync();
      for (const { strip, range, answer } of asked) {
        const kind = answer();
        range.untrack();
        if (kind !== null || strip.rows === 1) done.push({ strip, kind: kind ?? "" });
        else next.push(...halves(strip));
      }
    }
    open = next;
  }
  return done;
}

function halves<T extends Strip>(strip: T): [T, T] {
  const upper = Math.ceil(strip.rows / 2);
  return [
    { ...strip, rows: upper },
    { ...strip, row: strip.row + upper, rows: strip.rows - upper },
  ];
}

/** Strips of the same column that touch each other as one. */
export function joined<T extends Strip>(strips: readonly T[]): T[] {
  const sorted = [...strips].sort((a, b) => a.column - b.column || a.row - b.row);
  const result: T[] = [];
  for (const strip of sorted) {
    const last = result.at(-1);
    if (last && last.column === strip.column && last.row + last.rows >= strip.row) {
      const rows = Math.max(last.rows, strip.row + strip.rows - last.row);
      result[result.length - 1] = { ...last, rows };
    } else result.push(strip);
  }
  return result;
}
