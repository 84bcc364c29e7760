/** The M text of docs/power-query.md, held against the service: its addresses, parameters and column names. */
import { readFileSync } from "node:fs";
import Papa from "papaparse";
import { SHEET_KEYS, sheetOf, SHEETS } from "../../shared/report/sheets.ts";
import { FeedPage } from "../../shared/sync/protocol.ts";
import { type AService, aService } from "../http/a-service.ts";
import { aRow, aSubmission } from "../intake/a-submission.ts";

const DOC = readFileSync("docs/power-query.md", "utf8");
/** By the name in the comment on the first line. */
const BLOCKS = new Map(
  [...DOC.matchAll(/```powerquery\n\/\/ (\S+)\n([\s\S]*?)```/g)].map(([, name = "", text = ""]) => [
    name,
    text,
  ]),
);
const block = (name: string): string => {
  const text = BLOCKS.get(name);
  if (text === undefined) throw new Error(`no block ${name}`);
  return text;
};

let at: AService;
let token: string;
beforeAll(async () => {
  at = await aService();
  token = await at.token("hq", undefined, "Power Query");
  const rows = [aRow("accounts"), aRow("purchases"), aRow("events")];
  await at.push(token, aSubmission({ channel: "phone", rows }));
});
afterAll(() => at.stop());

/** What `Web.Contents` would ask for; `given` are the values of M's names. */
function addressIn(name: string, given: Readonly<Record<string, string>>): string {
  const text = block(name);
  const path = /RelativePath = "([^"]+)"/.exec(text)?.[1] ?? "";
  const query = new URLSearchParams();
  for (const [, field = "", literal, value = ""] of (/Query = \[([^\]]*)\]/.exec(text)?.[1] ?? "").matchAll(
    /(\w+) = (?:"([^"]*)"|(?:Number\.ToText\()?(\w+))/g,
  )) {
    query.set(field, literal ?? given[value] ?? `no ${value}`);
  }
  return `${at.url}/${path}?${query}`;
}

/** As the block writes the header. */
const headersIn = (name: string): Record<string, string> => {
  const scheme = /Authorization = "(\w+ )" & Token/.exec(block(name))?.[1];
  return scheme === undefined ? {} : { Authorization: `${scheme}${token}` };
};

async function headings(sheetKey: string): Promise<string[]> {
  const response = await fetch(addressIn("MasterSheet", { sheetKey }), { headers: headersIn("MasterSheet") });
  if (response.status !== 200) throw new Error(`${response.url}: ${response.status}`);
  const bytes = new Uint8Array(await response.arrayBuffer());
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  const { data } = Papa.parse<string[]>(new TextDecoder().decode(bytes), { delimiter: "," });
  return data[0] ?? [];
}

const namesIn = (text: string): string[] => [...text.matchAll(/"([^"]*)"/g)].map(([, name = ""]) => name);

test.each(["采购", "备案"])(
  "%s: every column of the master is given a type, by its own name",
  async (query) => {
    const sheet = /MasterSheet\("(\w+)"\)/.exec(block(query))?.[1] ?? "";
    const typed = [...block(query).matchAll(/\{"([^"]+)", (?:type \w+|Int64\.Type)\}/g)].map(
      ([, name]) => name,
    );
    expect(typed).toEqual(await headings(sheet));
  },
);

test("all sheets that the table names can be read, and none is left out", async () => {
  const named = [...DOC.matchAll(/^\| `(\w+)` \| (\S+) \|/gm)].map(([, key, zh]) => [key, zh]);
  expect(named).toEqual(SHEETS.map(({ key, zh }) => [key, zh]));
  for (const key of SHEET_KEYS) expect((await headings(key)).length).toBeGreaterThan(5);
});

test("the months that may be given are parameters of the service", async () => {
  const fields = [...block("MasterSheet").matchAll(/\[(from|to) = \w+\]/g)].map(([, field]) => field);
  expect(fields).toEqual(["from", "to"]);
  const query = fields.map((field) => `&${field}=2026-99`).join("");
  const response = await fetch(`${addressIn("MasterSheet", { sheetKey: "purchases" })}${query}`, {
    headers: headersIn("MasterSheet"),
  });
  expect(response.status).toBe(400);
});

test("without the header nothing is given out", async () => {
  expect((await fetch(addressIn("MasterSheet", { sheetKey: "purchases" }))).status).toBe(401);
});

test("the change feed is read to its end by the fields that the M text reads", async () => {
  const text = block("Changes");
  expect(text).toMatch(/each if \[more\] then Page\(\[cursor\]\) else null,\s+each \[rows\]/);
  let since = "0";
  const rows: Record<string, unknown>[] = [];
  for (let more = true; more;) {
    const address = addressIn("Changes", { since, sheetKey: "events" });
    const response = await fetch(address, { headers: headersIn("Changes") });
    const json: unknown = await response.json();
    const page = FeedPage.parse(json);
    rows.push(...page.rows);
    [since, more] = [String(page.cursor), page.more];
  }
  expect(rows).toHaveLength(1);
  const fields = namesIn(/FromRecords\([^{]+\{([^}]*)\}/.exec(text)?.[1] ?? "");
  expect(fields).toEqual(fields.filter((field) => Object.hasOwn(rows[0] ?? {}, field)));
  expect(fields).toEqual(expect.arrayContaining(["cursor", "rowId", "deleted", "by", "values"]));
});

test("a row's values are expanded by the keys and labels of the sheet", () => {
  const [keys = [], labels = []] = [
    ...(/"values",\s*\{([^}]*)\},\s*\{([^}]*)\}/.exec(block("动态"))?.slice(1) ?? []),
  ].map(namesIn);
  const columns = new Map(sheetOf("events").columns.map(({ key, zh }) => [key, zh]));
  expect(keys.map((key) => columns.get(key))).toEqual(labels);
  expect(keys.length).toBeGreaterThan(8);
});

test("the address is never joined to one text, which the Power BI service would not refresh", () => {
  for (const [name, text] of BLOCKS) {
    const calls = [...text.matchAll(/Web\.Contents\((\w+)/g)].map(([, first]) => first);
    expect([name, calls.filter((first) => first !== "ServiceUrl")]).toEqual([name, []]);
  }
});
