/** Which version of a requirement set comes later. */

/** Negative when `a` is the earlier: `1.8` comes before `1.10`. */
export function compareVersions(a: string, b: string): number {
  const [majorA = 0, minorA = 0] = a.split(".").map(Number);
  const [majorB = 0, minorB = 0] = b.split(".").map(Number);
  return majorA - majorB || minorA - minorB;
}

/** Whether `a` is a later set than `b` of the same name: `ExcelApi 1.10` is later than `ExcelApi 1.8`. */
export function isLater(a: string, b: string): boolean {
  const [nameA, versionA = ""] = a.split(" ");
  const [nameB, versionB = ""] = b.split(" ");
  return nameA === nameB && compareVersions(versionA, versionB) > 0;
}
