/** `Excel.CommentCollection`: one comment thread per cell, without replies. */
import { addressOf, isOneCell } from "../workbook/area.ts";
import { problem } from "../workbook/problem.ts";
import type { Sheet } from "../workbook/sheet.ts";
import type { HostComment } from "../workbook/state.ts";
import { rangeArgument, resolveRange } from "./area-object.ts";
import { ApiCollection, ApiNothing, ApiObject, type ApiHost } from "./object.ts";

export class CommentsApi extends ApiCollection {
  readonly className = "CommentCollection";
  constructor(
    host: ApiHost,
    private readonly sheets: () => readonly Sheet[],
  ) {
    super(host);
  }
  members(): readonly ApiObject[] {
    return this.all().map(({ sheet, comment }) => new CommentApi(this.host, sheet, comment.id));
  }
  add(cell: unknown, content: unknown): ApiObject {
    const { sheet, area } = rangeArgument(cell, this.host.book, this.sheets()[0] ?? null);
    if (!isOneCell(area) || typeof content !== "string") throw problem("InvalidArgument");
    const at = addressOf(area);
    if (sheet.comments.some((comment) => comment.cell === at)) throw problem("InvalidOperation");
    const id = `{${String(this.host.book.newNumber()).padStart(8, "0")}-000A-0000-0000-000000000000}`;
    sheet.comments = [...sheet.comments, { id, cell: at, content, author: "" }];
    return new CommentApi(this.host, sheet, id);
  }
  getItem(id: string): ApiObject {
    const found = this.all().find(({ comment }) => comment.id === id);
    if (!found) throw problem("ItemNotFound");
    return new CommentApi(this.host, found.sheet, id);
  }
  getItemOrNullObject(id: string): ApiObject {
    return this.all().some(({ comment }) => comment.id === id) ? this.getItem(id) : new ApiNothing(this.host);
  }
  getItemAt(index: number): ApiObject {
    const found = this.members()[index];
    if (!found) throw problem("InvalidArgument");
    return found;
  }
  getItemByCell(cell: unknown): ApiObject {
    const { sheet, area } = rangeArgument(cell, this.host.book, this.sheets()[0] ?? null);
    const found = sheet.comments.find((comment) => comment.cell === addressOf(area));
    if (!found) throw problem("ItemNotFound");
    return new CommentApi(this.host, sheet, found.id);
  }

  private all(): { sheet: Sheet; comment: HostComment }[] {
    return this.sheets().flatMap((sheet) => sheet.comments.map((comment) => ({ sheet, comment })));
  }
}

class CommentApi extends ApiObject {
  readonly className = "Comment";
  constructor(
    host: ApiHost,
    private readonly sheet: Sheet,
    private readonly key: string,
  ) {
    super(host);
  }
  override identity(): Record<string, unknown> {
    return { Id: this.key };
  }
  get id(): string {
    return this.own().id;
  }
  get content(): string {
    return this.own().content;
  }
  set content(content: string) {
    const own = this.own();
    this.sheet.comments = this.sheet.comments.map((one) => (one === own ? { ...one, content } : one));
  }
  get authorName(): string {
    return this.own().author;
  }
  getLocation(): ApiObject {
    const { area } = resolveRange(this.host.book, this.sheet, this.own().cell);
    return this.host.range(this.sheet, area);
  }
  delete(): void {
    const own = this.own();
    this.sheet.comments = this.sheet.comments.filter((one) => one !== own);
  }

  private own(): HostComment {
    const found = this.sheet.comments.find(({ id }) => id === this.key);
    if (!found) throw problem("ItemNotFound");
    return found;
  }
}
