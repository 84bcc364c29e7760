/**
 * What this computer knows of the service, as the tables that the report's SQL reads: for a unit its own rows, for HQ
 * the months it works on with the register and the filings. It holds nothing that the service does not hold, and can
 * be thrown away and read anew at any time.
 */
import { addMonths, dayInChina, monthOf } from "../../../shared/report/dates.ts";
import { assemble } from "../../../shared/summary/assemble.ts";
import {
  OWN_MONTH_SQL,
  type OwnMonth,
  ownMonthOf,
  ownMonthParams,
} from "../../../shared/summary/own-month.ts";
import { summaryParams } from "../../../shared/summary/params.ts";
import { SUMMARY_QUERIES } from "../../../shared/summary/queries.ts";
import type { Summary } from "../../../shared/summary/summary.ts";
import type { FeedPage } from "../../../shared/sync/protocol.ts";
import { REPLICA_TABLES, type ReplicaTables } from "../../../shared/sync/replica.ts";
import type { Drawer } from "../drawer.ts";
import { type FeedQuery, readFeed } from "../pull.ts";
import { inTurn } from "../turn.ts";
import { type Engine, LocalDatabase, type Reached } from "./database.ts";
import { FileKeeper } from "./kept-file.ts";
import { forgetBefore, learnRows } from "./learn-rows.ts";

export interface ReplicaOf {
  /** Whose: another person on this computer may see other rows. */
  readonly owner: string;
  /** HQ's has all units, and what the month's report needs beside their rows. */
  readonly hq: boolean;
}

export interface ReplicaSource {
  feed(query: FeedQuery): Promise<FeedPage>;
  /** `GET /replica`. */
  tables(from: string): Promise<ReplicaTables>;
  /** Milliseconds. */
  now(): number;
}

/** What a report of last month needs: the same month of last year, and the month before. Longer ago is left out. */
const MONTHS_KEPT = 14;
/** Rows may come in while the tables are read; what comes later is for the next time. */
const TRIES = 3;

export class LocalReplica {
  readonly #engine: Engine;
  readonly #of: ReplicaOf;
  readonly #source: ReplicaSource;
  readonly #file: FileKeeper;
  #database: LocalDatabase;
  /** Of the file as it was last read or written here; 0: never. */
  #revision = 0;
  #isSaved = true;

  constructor(engine: Engine, drawer: Drawer, of: ReplicaOf, source: ReplicaSource) {
    this.#engine = engine;
    this.#of = of;
    this.#source = source;
    this.#file = new FileKeeper(drawer, of.owner);
    this.#database = LocalDatabase.empty(engine);
  }

  /** Takes up what is kept here; what is damaged or of another make is thrown away. */
  async open(): Promise<Reached> {
    const kept = await this.#file.file();
    if (kept) {
      try {
        this.#use(LocalDatabase.from(this.#engine, kept.bytes), kept.revision);
      } catch {
        await this.#startAnew();
      }
    }
    return this.reached();
  }

  reached(): Reached {
    return this.#database.reached();
  }

  /** Reads what is new at the service. */
  async catchUp(): Promise<Reached> {
    return inTurn(`dakehu-replica-${this.#of.owner}`, async () => {
      await this.takeUpNewer();
      try {
        await this.#read();
      } catch (cause) {
        // What cannot be written into any more is damaged, however it opened. A service that is not there is not that.
        if (!isEngines(cause)) throw cause;
        await this.#startAnew();
        await this.#read();
      }
      return this.reached();
    });
  }

  /** Where another window has read further, its file is taken up. Answers whether it was. */
  async takeUpNewer(): Promise<boolean> {
    const head = await this.#file.head();
    if (!head || head.revision === this.#revision || head.cursor < this.reached().cursor) return false;
    await this.open();
    return true;
  }

  /** Keeps it, so that it need not be read anew. Answers whether there was anything to keep. */
  async save(): Promise<boolean> {
    if (this.#isSaved) return false;
    const reached = this.reached();
    const head = await this.#file.write(this.#database.bytes(), reached, this.#revision);
    const isMine = head.cursor === reached.cursor && head.at === reached.at;
    if (!isMine) await this.open();
    this.#revision = head.revision;
    this.#isSaved = true;
    return isMine;
  }

  /** Throws everything away and reads it anew. */
  async rebuild(): Promise<Reached> {
    await this.#startAnew();
    return this.catchUp();
  }

  /** The month's report, without HQ's own words; null where too little is kept for it. */
  summary(period: string): Summary | null {
    const { cursor, at } = this.reached();
    if (!this.#of.hq || at === null || addMonths(period, -12) < this.#keepFrom()) return null;
    const params = summaryParams(period);
    return assemble(
      (name) => {
        const { sql, params: names } = SUMMARY_QUERIES[name];
        return this.#database.all(sql, Object.fromEntries(names.map((one) => [one, params[one]])));
      },
      { period, madeAt: at, cursor },
    );
  }

  /** null where nothing has been read yet. */
  ownMonth(unit: string, period: string): OwnMonth | null {
    if (this.reached().at === null) return null;
    return ownMonthOf(this.#database.all(OWN_MONTH_SQL, ownMonthParams(unit, period)));
  }

  async #read(): Promise<void> {
    const keepFrom = this.#of.hq ? this.#keepFrom() : null;
    for (let tries = 1; ; tries += 1) {
      const cursor = await readFeed(
        (query) => this.#source.feed(query),
        { since: this.reached().cursor },
        (rows, reached) => this.#learn(reached, () => learnRows(this.#database, rows, keepFrom)),
      );
      if (keepFrom === null) break;
      const { cursor: of, tables } = await this.#source.tables(keepFrom);
      if (of > cursor && tries < TRIES) continue;
      this.#learn(cursor, () => {
        for (const name of REPLICA_TABLES) this.#database.replace(name, tables[name]);
        forgetBefore(this.#database, keepFrom);
      });
      break;
    }
    const at = new Date(this.#source.now()).toISOString();
    this.#database.setReached({ cursor: this.reached().cursor, at });
    this.#isSaved = false;
  }

  #learn(cursor: number, work: () => void): void {
    this.#database.transaction(() => {
      work();
      this.#database.setReached({ cursor, at: this.reached().at });
    });
  }

  #keepFrom(): string {
    return addMonths(monthOf(dayInChina(this.#source.now())), -MONTHS_KEPT);
  }

  async #startAnew(): Promise<void> {
    await this.#file.throwAway();
    this.#use(LocalDatabase.empty(this.#engine), 0);
  }

  #use(database: LocalDatabase, revision: number): void {
    this.#database.close();
    this.#database = database;
    this.#revision = revision;
    this.#isSaved = true;
  }
}

/** sql.js throws plain errors, or what WebAssembly throws; what the service could not answer is of another class. */
const isEngines = (cause: unknown): boolean =>
  cause instanceof WebAssembly.RuntimeError || (cause instanceof Error && cause.constructor === Error);
