/**
 * Just enough computing to do what Excel does when a person types under a validation: find the list a dropdown
 * offers, decide a custom rule. The cells' own formulas are not computed. A function that is not here throws.
 */
import { parseArea, splitSheet } from "./area.ts";
import { CALLS } from "./functions.ts";
import {
  CannotEvaluate,
  ErrorValue,
  compare,
  numeric,
  scalar,
  type Place,
  type Span,
  type Value,
} from "./values.ts";

const TOKENS =
  /\s*("(?:[^"]|"")*"|(?:(?:'(?:[^']|'')+'|[\p{L}_][\p{L}\p{N}_.]*)!)?\$?[A-Za-z]{1,3}\$?\d{1,7}(?::\$?[A-Za-z]{1,3}\$?\d{1,7})?(?![\p{L}\p{N}_(])|(?:(?:'(?:[^']|'')+'|[\p{L}_][\p{L}\p{N}_.]*)!)?\$?[A-Za-z]{1,3}:\$?[A-Za-z]{1,3}(?![\p{L}\p{N}_(])|\d+(?:\.\d+)?|[\p{L}_][\p{L}\p{N}_.]*|<=|>=|<>|[-+*/&=<>(),%])/uy;

/** The value of a formula with its `=`, as computed for a cell of `place.sheet`. */
export function evaluate(formula: string, place: Place): Value {
  const tokens: string[] = [];
  TOKENS.lastIndex = 0;
  const text = formula.replace(/^=/, "").trimEnd();
  while (TOKENS.lastIndex < text.length) {
    const at = TOKENS.lastIndex;
    const match = TOKENS.exec(text);
    if (!match?.[1]) throw new CannotEvaluate(`cannot read ${formula} at ${at}`);
    tokens.push(match[1]);
  }
  return new Reader(tokens, place).whole();
}

class Reader {
  private next = 0;
  constructor(
    private readonly tokens: readonly string[],
    private readonly place: Place,
  ) {}

  whole(): Value {
    const value = this.comparison();
    if (this.next < this.tokens.length)
      throw new CannotEvaluate(`left over: ${this.tokens.slice(this.next).join(" ")}`);
    return value;
  }

  private take(...wanted: string[]): string | null {
    const token = this.tokens[this.next];
    if (token === undefined || !wanted.includes(token)) return null;
    this.next++;
    return token;
  }

  private comparison(): Value {
    let left = this.joined();
    for (
      let op = this.take("=", "<>", "<", ">", "<=", ">=");
      op;
      op = this.take("=", "<>", "<", ">", "<=", ">=")
    ) {
      left = compare(op, scalar(left), scalar(this.joined()));
    }
    return left;
  }

  private joined(): Value {
    let left = this.sum();
    while (this.take("&")) left = String(scalar(left) ?? "") + String(scalar(this.sum()) ?? "");
    return left;
  }

  private sum(): Value {
    let left = this.product();
    for (let op = this.take("+", "-"); op; op = this.take("+", "-")) {
      const right = numeric(this.product());
      left = op === "+" ? numeric(left) + right : numeric(left) - right;
    }
    return left;
  }

  private product(): Value {
    let left = this.unary();
    for (let op = this.take("*", "/"); op; op = this.take("*", "/")) {
      const right = numeric(this.unary());
      left = op === "*" ? numeric(left) * right : numeric(left) / right;
    }
    return left;
  }

  private unary(): Value {
    if (this.take("-")) return -numeric(this.unary());
    if (this.take("+")) return this.unary();
    const value = this.primary();
    return this.take("%") ? numeric(value) / 100 : value;
  }

  private primary(): Value {
    const token = this.tokens[this.next++];
    if (token === undefined) throw new CannotEvaluate("formula ends too soon");
    if (token === "(") {
      const value = this.comparison();
      if (!this.take(")")) throw new CannotEvaluate("a bracket is not closed");
      return value;
    }
    if (token.startsWith('"')) return token.slice(1, -1).replaceAll('""', '"');
    if (/^\d/.test(token)) return Number(token);
    if (this.tokens[this.next] === "(") return this.call(token);
    if (/^(true|false)$/i.test(token)) return token.toLowerCase() === "true";
    return this.reference(token) ?? this.name(token);
  }

  private call(name: string): Value {
    const run = CALLS[name.toUpperCase()];
    if (!run) throw new CannotEvaluate(`the host does not compute ${name}`);
    this.take("(");
    const given: (() => Value)[] = [];
    while (!this.take(")")) {
      const start = this.next;
      const value =
        this.tokens[this.next] === "," || this.tokens[this.next] === ")"
          ? null
          : settle(() => this.comparison());
      if (value === undefined) throw new CannotEvaluate(`argument ${start} of ${name}`);
      given.push(() => {
        if (value instanceof Failure) throw value.cause;
        return value;
      });
      if (!this.take(",") && this.tokens[this.next] !== ")") throw new CannotEvaluate(`arguments of ${name}`);
    }
    return run(given, this.place);
  }

  private reference(token: string): Span | null {
    const { sheet: name, address } = splitSheet(token);
    const found = parseArea(address);
    const sheet = name === null ? this.place.sheet : this.place.book.sheet(name);
    if (!found) return null;
    if (!sheet) throw new CannotEvaluate(`no sheet ${String(name)}`);
    return { sheet, area: found };
  }

  private name(token: string): Value {
    const all = [...this.place.sheet.names, ...this.place.book.names];
    const found = all.find(({ name }) => name.toLowerCase() === token.toLowerCase());
    if (!found) throw new CannotEvaluate(`no name ${token}`);
    return evaluate(found.formula, this.place);
  }
}

class Failure {
  constructor(readonly cause: ErrorValue) {}
}

function settle(run: () => Value): Value | Failure {
  try {
    return run();
  } catch (error) {
    if (error instanceof ErrorValue) return new Failure(error);
    throw error;
  }
}
