/** Carries out one request of Office.js against the host's objects, action by action, up to the first error. */
import { ApiCollection, ApiNothing, type ApiObject } from "./api/object.ts";
import { HostProblem, problem, type ProblemCode } from "./workbook/problem.ts";
import {
  ActionType,
  PathType,
  type Action,
  type ArgumentInfo,
  type BatchRequest,
  type BatchResponse,
  type QueryInfo,
} from "./wire.ts";

export interface BatchSurroundings {
  readonly root: ApiObject;
  readonly nothing: ApiNothing;
  /** An object the client keeps across requests. */
  readonly kept: (reference: string) => ApiObject;
  /** Throws for a member of a requirement set that this Excel is too old for. */
  readonly refuseUnsupported: (className: string, member: string) => void;
  /** Whether Office.js has such a member at all. */
  readonly isKnown: (className: string, member: string) => boolean;
}

export function runBatch(request: BatchRequest, surroundings: BatchSurroundings): BatchResponse {
  const batch = new Batch(request, surroundings);
  const results: { ActionId: number; Value: unknown }[] = [];
  for (const [index, action] of request.Actions.entries()) {
    try {
      results.push({ ActionId: action.Id, Value: batch.run(action) });
    } catch (error) {
      // What came before the error stays done, what comes after is not tried.
      return { Results: results, Error: faultOf(error, batch.location(action), index) };
    }
  }
  return { Results: results };
}

const STATUS: Partial<Record<ProblemCode, number>> = {
  AccessDenied: 403,
  ApiNotFound: 404,
  GeneralException: 500,
  InsertDeleteConflict: 409,
  ItemAlreadyExists: 409,
  ItemNotFound: 404,
  NotImplemented: 501,
};

function faultOf(error: unknown, location: string, index: number): NonNullable<BatchResponse["Error"]> {
  const known =
    error instanceof HostProblem
      ? error
      : problem(
          "GeneralException",
          `The host failed: ${error instanceof Error ? (error.stack ?? "") : String(error)}`,
        );
  return {
    Code: known.code,
    Message: known.message,
    Location: location,
    ActionIndex: index,
    HttpStatusCode: STATUS[known.code] ?? 400,
  };
}

class Batch {
  private readonly objects = new Map<number, ApiObject>();
  constructor(
    private readonly request: BatchRequest,
    private readonly surroundings: BatchSurroundings,
  ) {}

  run(action: Action): unknown {
    if (action.ActionType === ActionType.trace) return null;
    const object = this.object(action.ObjectPathId);
    switch (action.ActionType) {
      case ActionType.instantiate:
        return object instanceof ApiNothing ? null : object.identity();
      case ActionType.query:
        return this.query(object, paths(action.QueryInfo), action.QueryInfo ?? {});
      case ActionType.setProperty: {
        if (object instanceof ApiNothing) throw problem("ItemNotFound");
        const [value] = this.values(action.ArgumentInfo);
        this.assign(object, OTHER_NAMES[action.Name] ?? camel(action.Name), value);
        return null;
      }
      case ActionType.method: {
        // Events are listened to by the client; the host tells all.
        if (/^_(Unr|R)egister/.test(action.Name)) return null;
        if (object instanceof ApiNothing && action.Name === "_KeepReference") return null;
        if (object instanceof ApiNothing) throw problem("ItemNotFound");
        return this.call(object, action.Name, action.ArgumentInfo) ?? null;
      }
      default:
        throw problem("NotImplemented", `the host does not carry out actions of type ${action.ActionType}`);
    }
  }

  location(action: Action): string {
    const object = this.objects.get(action.ObjectPathId);
    const path = this.request.ObjectPaths[String(action.ObjectPathId)];
    const member = action.Name === "" ? (path?.Name ?? "") : action.Name;
    return `${object?.className ?? ""}${object ? "." : ""}${camel(member)}`;
  }

  private object(id: number): ApiObject {
    const made = this.objects.get(id);
    if (made) return made;
    const found = this.follow(id);
    this.objects.set(id, found);
    return found;
  }

  private follow(id: number): ApiObject {
    const path = this.request.ObjectPaths[String(id)];
    if (!path) throw problem("InvalidReference");
    if (path.ObjectPathType === PathType.root) return this.surroundings.root;
    if (path.ObjectPathType === PathType.nothing) return this.surroundings.nothing;
    if (path.ObjectPathType === PathType.reference) return this.surroundings.kept(path.Name);
    const parent = this.object(path.ParentObjectPathId ?? 0);
    if (parent instanceof ApiNothing) return parent;
    const found =
      path.ObjectPathType === PathType.property
        ? this.read(parent, camel(path.Name))
        : this.call(
            parent,
            path.ObjectPathType === PathType.indexer ? "getItem" : path.Name,
            path.ArgumentInfo,
          );
    if (!isApiObject(found)) throw problem("GeneralException", `${path.Name} is not an object`);
    return found;
  }

  private read(object: ApiObject, member: string): unknown {
    this.surroundings.refuseUnsupported(object.className, member);
    const accessor = accessorOf(object, member);
    if (!accessor?.get) throw this.lacking(object, member);
    return Reflect.apply(accessor.get, object, []);
  }

  private assign(object: ApiObject, member: string, value: unknown): void {
    this.surroundings.refuseUnsupported(object.className, member);
    const accessor = accessorOf(object, member);
    if (!accessor?.set) throw this.lacking(object, member);
    Reflect.apply(accessor.set, object, [value]);
  }

  private call(object: ApiObject, name: string, given: ArgumentInfo | undefined): unknown {
    const member = name.startsWith("_") ? name : camel(name);
    this.surroundings.refuseUnsupported(object.className, member);
    const method: unknown = Reflect.get(object, member);
    if (typeof method !== "function") throw this.lacking(object, member);
    return Reflect.apply(method, object, this.values(given));
  }

  private lacking(object: ApiObject, member: string): HostProblem {
    return this.surroundings.isKnown(object.className, member)
      ? problem("NotImplemented", `the test host has no ${object.className}.${member}`)
      : problem("InvalidArgument", `The property '${member}' does not exist on the underlying object.`);
  }

  /** The arguments, ranges among them turned from path ids into objects; null stands for one left out. */
  private values(given: ArgumentInfo | undefined): unknown[] {
    const references = given?.ReferencedObjectPathIds ?? [];
    return (given?.Arguments ?? []).map((value, i) => {
      const reference = references[i];
      if (typeof reference === "number" && reference !== 0) return this.object(reference);
      return value === null ? undefined : value;
    });
  }

  private query(object: ApiObject, selected: readonly string[], { Top, Skip }: QueryInfo = {}): unknown {
    if (object instanceof ApiNothing) return null;
    const own = grouped(selected);
    if (!(object instanceof ApiCollection)) return this.properties(object, own);
    const forItems = new Map([...own].filter(([member]) => !accessorOf(object, member)));
    const forSelf = new Map([...own].filter(([member]) => accessorOf(object, member)));
    const members = object.members().slice(Skip ?? 0, Top === undefined ? undefined : (Skip ?? 0) + Top);
    const wantsItems = selected.length === 0 || forItems.size > 0;
    return {
      ...this.properties(object, forSelf.size > 0 ? forSelf : null),
      ...(wantsItems
        ? {
            _Items: members.map((member) =>
              member instanceof ApiCollection ? {} : this.properties(member, forItems),
            ),
          }
        : {}),
    };
  }

  private properties(
    object: ApiObject,
    wanted: ReadonlyMap<string, readonly string[]> | null,
  ): Record<string, unknown> {
    const found: Record<string, unknown> = { ...object.identity() };
    const names =
      wanted && wanted.size > 0
        ? wanted
        : wanted === null
          ? new Map<string, readonly string[]>()
          : this.scalars(object);
    for (const [member, rest] of names) {
      const value = this.read(object, member);
      found[pascal(member)] = isApiObject(value) ? this.query(value, rest) : value;
    }
    return found;
  }

  /** What a `load()` without a list loads: all that is no object itself and that this Excel has. */
  private scalars(object: ApiObject): Map<string, readonly string[]> {
    const found = new Map<string, readonly string[]>();
    for (const member of accessorNames(object)) {
      try {
        this.surroundings.refuseUnsupported(object.className, member);
      } catch {
        continue;
      }
      if (!isApiObject(this.read(object, member))) found.set(member, []);
    }
    return found;
  }
}

function isApiObject(value: unknown): value is ApiObject {
  return typeof value === "object" && value !== null && "className" in value && "identity" in value;
}

function accessorOf(object: ApiObject, member: string): PropertyDescriptor | null {
  for (let proto: unknown = Object.getPrototypeOf(object); proto; proto = Object.getPrototypeOf(proto)) {
    const found =
      typeof proto === "object" && proto !== null
        ? Object.getOwnPropertyDescriptor(proto, member)
        : undefined;
    if (found) return found.get || found.set ? found : null;
  }
  return null;
}

function accessorNames(object: ApiObject): string[] {
  const found: string[] = [];
  for (let proto: unknown = Object.getPrototypeOf(object); proto; proto = Object.getPrototypeOf(proto)) {
    if (typeof proto !== "object" || proto === null || proto === Object.prototype) break;
    for (const [name, { get }] of Object.entries(Object.getOwnPropertyDescriptors(proto)))
      if (get && name !== "__proto__") found.push(name);
  }
  return found;
}

/** `items/` is the client's word for what a collection holds. */
const paths = (query: QueryInfo | undefined): string[] =>
  [...(query?.Select ?? []), ...(query?.Expand ?? [])]
    .map((path) =>
      path
        .split("/")
        .filter((part) => part !== "items" && part !== "")
        .join("/"),
    )
    .filter((path) => path !== "");

function grouped(selected: readonly string[]): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const path of selected) {
    const [head = "", ...rest] = path.split("/");
    const deeper = found.get(head) ?? [];
    if (rest.length > 0) deeper.push(rest.join("/"));
    found.set(head, deeper);
  }
  return found;
}

/** Properties that the client names otherwise on the way to Excel. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  Gridlines: "showGridlines",
  Headings: "showHeadings",
};

const camel = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);
const pascal = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);
