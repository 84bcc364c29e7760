/** The manifest as a tree: as much XML as the manifest uses, read strictly. */
export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Element[];
  text: string;
}

export function parseXml(source: string): Element {
  const document: Element = { name: "", attributes: {}, children: [], text: "" };
  const open = [document];
  const rest = source.replace(/<\?.*?\?>/s, "").replace(/<!--.*?-->/gs, "");
  for (const [token] of rest.matchAll(/<[^>]+>|[^<]+/g)) {
    const parent = open.at(-1);
    if (!parent) throw new Error(`text after the end: ${token}`);
    if (!token.startsWith("<")) {
      parent.text += token.trim();
    } else if (token.startsWith("</")) {
      if (parent.name !== token.slice(2, -1).trim()) throw new Error(`${token} closes ${parent.name}`);
      open.pop();
    } else {
      const element = { name: nameOf(token), attributes: attributesOf(token), children: [], text: "" };
      parent.children.push(element);
      if (!token.endsWith("/>")) open.push(element);
    }
  }
  const root = document.children[0];
  if (open.length !== 1 || !root) throw new Error("an element is left open");
  return root;
}

/** All elements of a name, at any depth. */
export const all = (root: Element, name: string): Element[] =>
  root.children.flatMap((child) => [...(child.name === name ? [child] : []), ...all(child, name)]);

/** The one child of that name. */
export function child(parent: Element, name: string): Element {
  const found = parent.children.filter((candidate) => candidate.name === name);
  if (found.length !== 1 || !found[0]) throw new Error(`${parent.name} has ${found.length} ${name}`);
  return found[0];
}

const nameOf = (tag: string) => /^<([\w:]+)/.exec(tag)?.[1] ?? "";
const attributesOf = (tag: string) =>
  Object.fromEntries([...tag.matchAll(/([\w:]+)="([^"]*)"/g)].map(([, name, value]) => [name, value]));
