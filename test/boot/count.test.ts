import { counted, exitCode } from "../count.mjs";

const results = (passed: number, failed: number, broken: number) => ({
  numPassedTests: passed,
  numFailedTests: failed,
  numRuntimeErrorTestSuites: broken,
});

test("a run is good when tests passed and none failed", () => {
  const count = counted(results(12, 0, 0), 0);
  expect(count).toEqual({ passed: 12, failed: 0 });
  expect(exitCode(count)).toBe(0);
});

test("a file that could not run is a failure, also when every test that ran passed", () => {
  const count = counted(results(12, 2, 1), 1);
  expect(count).toEqual({ passed: 12, failed: 3 });
  expect(exitCode(count)).toBe(1);
});

test("a run in which nothing ran is not a good one", () => {
  expect(exitCode(counted(results(0, 0, 0), 0))).toBe(1);
});

test("what made jest itself say no is a failure though it counted none", () => {
  expect(counted(results(12, 0, 0), 1)).toEqual({ passed: 12, failed: 1 });
});
