/**
 * The few things that engines write differently. In the store's SQL they stand as calls, and each engine puts its own
 * words in their place when it prepares a statement:
 *
 * - `code IN texts(:codes)`, `id IN numbers(?)`: a JSON list;
 * - `FROM lines(:asked, account_id number, key text) AS a`: a JSON list of lists, a line each;
 * - `FROM members(d.effects, touches) AS t`: the texts (`t.value`) of a list inside a column's JSON;
 * - `FROM copies indexed(copies_in_turn)`: this index, where the engine wants to be told.
 */
export interface Fragments {
  texts(parameter: string): string;
  numbers(parameter: string): string;
  lines(parameter: string, columns: readonly LineColumn[]): string;
  members(column: string, name: string): string;
  indexed(index: string): string;
}

export interface LineColumn {
  readonly name: string;
  readonly type: "text" | "number";
}

const CALL = /\b(texts|numbers|lines|members|indexed)\(([^()]*)\)/g;

/** SQL as an engine wants it. */
export const spelled = (sql: string, fragments: Fragments): string =>
  sql.replaceAll(CALL, (_, call: keyof Fragments, list: string) => {
    const [first = "", ...rest] = list.split(",").map((part) => part.trim());
    switch (call) {
      case "texts":
        return fragments.texts(first);
      case "numbers":
        return fragments.numbers(first);
      case "lines":
        return fragments.lines(first, rest.map(lineColumn));
      case "members":
        return fragments.members(first, rest[0] ?? "");
      case "indexed":
        return fragments.indexed(first);
    }
  });

function lineColumn(text: string): LineColumn {
  const [name = "", type] = text.split(/\s+/);
  return { name, type: type === "number" ? "number" : "text" };
}
