/** What a run of jest comes to. */

/** @typedef {{ numPassedTests: number, numFailedTests: number, numRuntimeErrorTestSuites: number }} Results */

/**
 * A file that could not even run counts as one failure, and so does whatever else made jest itself say no.
 * @param {Results} results as jest's `--json` gives them
 * @param {number} code jest's exit code
 * @returns {{ passed: number, failed: number }}
 */
export function counted(results, code) {
  const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
  return { passed: results.numPassedTests, failed: failed === 0 && code !== 0 ? 1 : failed };
}

/**
 * A run in which nothing ran has shown nothing.
 * @param {{ passed: number, failed: number }} count
 */
export const exitCode = ({ passed, failed }) => (failed > 0 || passed === 0 ? 1 : 0);
