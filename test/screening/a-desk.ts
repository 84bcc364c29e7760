/** HQ at work on a service of its own, with people in every role: what tests of the screening begin with. */
import type {
  Decision,
  DecisionPage,
  DecisionResults,
  Entry,
  EntryDecision,
  Filing,
  FilingDecision,
  Match,
  RegisterAccount,
  ValueChoice,
} from "../../shared/sync/screening.ts";
import type { Register } from "../../shared/sync/protocol.ts";
import type { SheetKey } from "../../shared/report/sheets.ts";
import type { Value } from "../../shared/report/value.ts";
import { aDeletion, aRow, aSubmission, newId } from "../intake/a-submission.ts";
import { type AService, aService } from "../http/a-service.ts";

/** Leads and heads by their unit, and headquarters. */
export type Who = "P01" | "P02" | "S01" | "head P01" | "head P02" | "hq" | "admin";

export interface Refused {
  readonly status: number;
  readonly code: string;
  readonly title: string;
}

type Words<T> = Partial<T> & Record<string, unknown>;

export interface ADesk {
  readonly at: AService;
  readonly tokens: Readonly<Record<Who, string>>;
  /** A row of a sheet that its unit sends; answers the row's id. */
  tell(
    unit: "P01" | "P02" | "S01",
    sheet: SheetKey,
    values: Record<string, Value>,
    row?: Sent,
  ): Promise<string>;
  remove(unit: "P01" | "P02" | "S01", sheet: SheetKey, rowId: string, baseRevision: number): Promise<void>;
  get<T>(path: string, who?: Who): Promise<T>;
  refused(method: "GET" | "POST", path: string, body: unknown, who?: Who): Promise<Refused>;
  filing(rowId: string, who?: Who): Promise<Filing>;
  decide(rowId: string, decision: Words<FilingDecision>, who?: Who): Promise<Filing>;
  /** Why a decision on a filing was refused: status, code and what people read. */
  cannot(rowId: string, decision: Words<FilingDecision>, who?: Who): Promise<Refused>;
  accounts(): Promise<RegisterAccount[]>;
  account(name: string): Promise<RegisterAccount>;
  register(unit: string): Promise<Register>;
  entries(query?: string): Promise<Entry[]>;
  entry(name: string): Promise<Entry>;
  matches(query?: string): Promise<Match[]>;
  decideEntries(...decisions: Words<EntryDecision>[]): Promise<DecisionResults["results"]>;
  choose(...choices: Words<ValueChoice>[]): Promise<DecisionResults["results"]>;
  log(query?: string): Promise<DecisionPage>;
  undo(id: number, reason?: string): Promise<Decision>;
  cannotUndo(id: number): Promise<Refused>;
  /** Whatever was decided, the store is sound. */
  stop(): Promise<void>;
}

export interface Sent {
  readonly rowId?: string;
  readonly baseRevision?: number | null;
}

export async function aDesk(): Promise<ADesk> {
  const at = await aService();
  const tokens: Record<Who, string> = {
    P01: await at.token("lead", "P01", "李明"),
    P02: await at.token("lead", "P02", "陈建国"),
    S01: await at.token("lead", "S01", "周敏"),
    "head P01": await at.token("head", "P01", "赵主任"),
    "head P02": await at.token("head", "P02", "孙主任"),
    hq: await at.token("hq", undefined, "王志远"),
    admin: await at.token("hq-admin", undefined, "管理员"),
  };
  const json = async <T>(response: Response): Promise<T> => {
    if (response.status !== 200) throw new Error(`${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  };
  const get = async <T>(path: string, who: Who = "hq") => json<T>(await at.get(path, tokens[who]));
  const post = async <T>(path: string, body: unknown, who: Who = "hq") =>
    json<T>(await at.send("POST", path, tokens[who], body));
  const refused: ADesk["refused"] = async (method, path, body, who = "hq") => {
    const response =
      method === "GET" ? await at.get(path, tokens[who]) : await at.send(method, path, tokens[who], body);
    const { code = "", title = "" } = (await response.json()) as Partial<Refused>;
    return { status: response.status, code, title };
  };
  const one = <T>(all: readonly T[], what: string, is: (each: T) => boolean): T => {
    const found = all.filter(is);
    if (found.length !== 1 || !found[0]) throw new Error(`${found.length} × ${what}`);
    return found[0];
  };
  const desk: ADesk = {
    at,
    tokens,
    async tell(unit, sheet, values, { rowId = newId(), baseRevision = null } = {}) {
      const rows = [aRow(sheet, values, { rowId, baseRevision })];
      const { outcomes } = await at.push(tokens[unit], aSubmission({ unit, rows }));
      const outcome = outcomes[0]?.outcome;
      if (outcome !== "created" && outcome !== "updated") throw new Error(JSON.stringify(outcomes));
      return rowId;
    },
    async remove(unit, sheet, rowId, baseRevision) {
      const rows = [aDeletion(sheet, rowId, baseRevision)];
      const { counts } = await at.push(tokens[unit], aSubmission({ unit, rows }));
      if (counts.deleted !== 1) throw new Error(JSON.stringify(counts));
    },
    get,
    refused,
    filing: (rowId, who) => get(`/filings/${rowId}`, who),
    decide: (rowId, decision, who) => post(`/filings/${rowId}/decision`, decision, who),
    cannot: (rowId, decision, who) => refused("POST", `/filings/${rowId}/decision`, decision, who),
    accounts: () => get("/accounts"),
    account: async (name) => one(await desk.accounts(), name, (account) => account.name === name),
    register: (unit) => get(`/register?unit=${unit}`),
    entries: (query = "") => get(`/entries${query}`),
    entry: async (name) => one(await desk.entries(), name, (entry) => entry.name === name),
    matches: (query = "") => get(`/matches${query}`),
    decideEntries: async (...decisions) =>
      (await post<DecisionResults>("/entries/decisions", { decisions })).results,
    choose: async (...choices) =>
      (await post<DecisionResults>("/differences/decisions", { choices })).results,
    log: (query = "") => get(`/decisions${query}`),
    undo: (id, reason = "弄错了") => post(`/decisions/${id}/undo`, { reason }),
    cannotUndo: (id) => refused("POST", `/decisions/${id}/undo`, { reason: "弄错了" }),
    async stop() {
      const { faults } = await at.store.verify();
      await at.stop();
      expect(faults).toEqual([]);
    },
  };
  return desk;
}

/** The number of the decision behind a filing's latest step. */
export const lastDecision = ({ steps }: Filing): number => steps.at(-1)?.decisionId ?? 0;

export const stepsOf = ({ steps }: Filing): string[] => steps.map(({ step }) => step);
