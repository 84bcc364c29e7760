/** Where the pane keeps what must outlive it: IndexedDB, else memory. */

export interface Drawer {
  /** Undefined where nothing lies under the key. */
  get(key: string): Promise<unknown>;
  /** Resolves once the value is on disk. */
  put(key: string, value: unknown): Promise<void>;
  remove(key: string): Promise<void>;
  /**
   * Looks at what lies under the key and puts what `decide` answers, in one step: no other window comes between.
   * null: nothing is put.
   */
  change(key: string, decide: (found: unknown) => ReadonlyMap<string, unknown> | null): Promise<void>;
  /** Keys that begin with `prefix`, sorted. */
  keys(prefix: string): Promise<string[]>;
  /** Does it outlive the pane? */
  readonly lasting: boolean;
}

const STORE = "drawer";

/** IndexedDB; where the browser denies it (private windows, blocked site data) things last as long as the pane. */
export async function openDrawer(name: string): Promise<Drawer> {
  if (typeof indexedDB === "undefined") return memoryDrawer();
  try {
    return databaseDrawer(await openDatabase(name));
  } catch {
    return memoryDrawer();
  }
}

export function memoryDrawer(): Drawer {
  const things = new Map<string, unknown>();
  return {
    get: async (key) => structuredClone(things.get(key)),
    put: async (key, value) => void things.set(key, structuredClone(value)),
    remove: async (key) => void things.delete(key),
    change: async (key, decide) => {
      for (const [name, value] of decide(structuredClone(things.get(key))) ?? []) {
        things.set(name, structuredClone(value));
      }
    },
    keys: async (prefix) => [...things.keys()].filter((key) => key.startsWith(prefix)).sort(),
    lasting: false,
  };
}

function openDatabase(name: string): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(name, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore(STORE);
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error ?? new Error("IndexedDB cannot be opened"));
    opening.onblocked = () => reject(new Error("IndexedDB is blocked"));
  });
}

function databaseDrawer(database: IDBDatabase): Drawer {
  const read = <T>(request: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      const asked = request(database.transaction(STORE, "readonly").objectStore(STORE));
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => reject(asked.error ?? new Error("IndexedDB cannot be read"));
    });
  const write = (change: (store: IDBObjectStore) => void): Promise<void> =>
    new Promise((resolve, reject) => {
      // Strict: what is to survive a crash must be on disk before the request goes out.
      const transaction = database.transaction(STORE, "readwrite", { durability: "strict" });
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error ?? new Error("IndexedDB cannot be written"));
      change(transaction.objectStore(STORE));
    });
  return {
    get: (key) => read<unknown>((store) => store.get(key)),
    put: (key, value) => write((store) => store.put(value, key)),
    remove: (key) => write((store) => store.delete(key)),
    change: (key, decide) =>
      write((store) => {
        const asked = store.get(key);
        asked.onsuccess = () => {
          for (const [name, value] of decide(asked.result) ?? []) store.put(value, name);
        };
      }),
    keys: async (prefix) => {
      const keys = await read((store) => store.getAllKeys(IDBKeyRange.bound(prefix, `${prefix}\uffff`)));
      return keys.map(String);
    },
    lasting: true,
  };
}
