/**
 * Where the pane keeps its sign-in: in the browser control's storage, parted by Office's key where it has one, never
 * in the workbook, which is sent around. Where storage is blocked it is kept until the pane closes.
 */
const KEY = "dakehu.token";

let kept: string | null = null;

export const tokenKeeper = {
  read(): string | null {
    try {
      return localStorage.getItem(keyOf()) ?? kept;
    } catch {
      return kept;
    }
  },
  keep(token: string): void {
    kept = token;
    try {
      localStorage.setItem(keyOf(), token);
    } catch {
      // Blocked or full: the sign-in lasts as long as the pane.
    }
  },
  forget(): void {
    kept = null;
    try {
      localStorage.removeItem(keyOf());
    } catch {
      // Nothing was kept there.
    }
  },
};

function keyOf(): string {
  const partition = typeof Office === "undefined" ? undefined : Office.context?.partitionKey;
  return partition ? `${partition}${KEY}` : KEY;
}
