/** What a workbook carries besides sheets: settings, properties, custom XML. */
import { problem } from "../workbook/problem.ts";
import { ApiCollection, ApiNothing, ApiObject, type ApiHost } from "./object.ts";

/** The same store as `Office.context.document.settings`. */
export class SettingsApi extends ApiCollection {
  readonly className = "SettingCollection";
  members(): readonly ApiObject[] {
    return [...this.host.book.settings.keys()].map((key) => new SettingApi(this.host, key));
  }
  add(key: string, value: unknown): ApiObject {
    this.host.book.settings.set(key, value);
    return new SettingApi(this.host, key);
  }
  getItem(key: string): ApiObject {
    if (!this.host.book.settings.has(key)) throw problem("ItemNotFound");
    return new SettingApi(this.host, key);
  }
  getItemOrNullObject(key: string): ApiObject {
    return this.host.book.settings.has(key) ? new SettingApi(this.host, key) : new ApiNothing(this.host);
  }
}

class SettingApi extends ApiObject {
  readonly className = "Setting";
  constructor(
    host: ApiHost,
    private readonly name: string,
  ) {
    super(host);
  }
  override identity(): Record<string, unknown> {
    return { _Id: this.name };
  }
  get key(): string {
    return this.name;
  }
  get value(): unknown {
    return this.host.book.settings.get(this.name);
  }
  set value(value: unknown) {
    this.host.book.settings.set(this.name, value);
  }
  delete(): void {
    this.host.book.settings.delete(this.name);
  }
}

export class DocumentPropertiesApi extends ApiObject {
  readonly className = "DocumentProperties";
  get title(): string {
    return this.read("title");
  }
  set title(text: string) {
    this.write("title", text);
  }
  get subject(): string {
    return this.read("subject");
  }
  set subject(text: string) {
    this.write("subject", text);
  }
  get author(): string {
    return this.read("author");
  }
  set author(text: string) {
    this.write("author", text);
  }
  get company(): string {
    return this.read("company");
  }
  set company(text: string) {
    this.write("company", text);
  }
  get keywords(): string {
    return this.read("keywords");
  }
  set keywords(text: string) {
    this.write("keywords", text);
  }
  get comments(): string {
    return this.read("comments");
  }
  set comments(text: string) {
    this.write("comments", text);
  }

  private read(key: string): string {
    return this.host.book.properties[key] ?? "";
  }
  private write(key: string, text: string): void {
    this.host.book.properties[key] = text;
  }
}

export class CustomXmlPartsApi extends ApiCollection {
  readonly className = "CustomXmlPartCollection";
  constructor(
    host: ApiHost,
    private readonly namespace: string | null = null,
  ) {
    super(host);
  }
  members(): readonly ApiObject[] {
    return this.host.book.customXml
      .filter(({ xml }) => this.namespace === null || namespaceOf(xml) === this.namespace)
      .map(({ id }) => new CustomXmlPartApi(this.host, id));
  }
  add(xml: string): ApiObject {
    if (!/^\s*(<\?xml[^>]*\?>\s*)?<[A-Za-z_]/.test(xml)) throw problem("InvalidArgument");
    const id = `{${String(this.host.book.newNumber()).padStart(8, "0")}-0000-0000-0000-00000000000C}`;
    this.host.book.customXml.push({ id, xml });
    return new CustomXmlPartApi(this.host, id);
  }
  getItem(id: string): ApiObject {
    if (!this.host.book.customXml.some((part) => part.id === id)) throw problem("ItemNotFound");
    return new CustomXmlPartApi(this.host, id);
  }
  getItemOrNullObject(id: string): ApiObject {
    return this.host.book.customXml.some((part) => part.id === id)
      ? this.getItem(id)
      : new ApiNothing(this.host);
  }
  getByNamespace(namespace: string): ApiObject {
    return new CustomXmlPartsApi(this.host, namespace);
  }
  getOnlyItem(): ApiObject {
    const [only, ...more] = this.members();
    if (!only || more.length > 0) throw problem("InvalidOperation");
    return only;
  }
  getOnlyItemOrNullObject(): ApiObject {
    const [only, ...more] = this.members();
    return only && more.length === 0 ? only : new ApiNothing(this.host);
  }
}

class CustomXmlPartApi extends ApiObject {
  readonly className = "CustomXmlPart";
  constructor(
    host: ApiHost,
    private readonly key: string,
  ) {
    super(host);
  }
  override identity(): Record<string, unknown> {
    return { Id: this.key };
  }
  get id(): string {
    return this.key;
  }
  get namespaceUri(): string {
    return namespaceOf(this.own().xml);
  }
  getXml(): string {
    return this.own().xml;
  }
  setXml(xml: string): void {
    this.own().xml = xml;
  }
  delete(): void {
    const own = this.own();
    this.host.book.customXml = this.host.book.customXml.filter((part) => part !== own);
  }

  private own(): { readonly id: string; xml: string } {
    const found = this.host.book.customXml.find(({ id }) => id === this.key);
    if (!found) throw problem("ItemNotFound");
    return found;
  }
}

const namespaceOf = (xml: string): string => /<[A-Za-z_][^>]*?\sxmlns="([^"]*)"/.exec(xml)?.[1] ?? "";
