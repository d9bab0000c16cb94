/** How many tests passed and failed, from what the test runners wrote. */
import { readFileSync } from "node:fs";

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

/** A stage that has no tests to count. */
export const NONE = { passed: 0, failed: 0, skipped: 0 };

/**
 * Vitest's JSON report in numbers. A runner that failed counts as a failure even where no test did:
 * a file that can't be loaded has no tests to fail.
 * @param {string} file
 * @param {number} status the runner's exit status
 * @returns {Counts}
 */
export function vitestCounts(file, status) {
  const { numPassedTests = 0, numFailedTests = 0, numPendingTests = 0 } = report(file);
  return atLeastOneFailure(
    { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests },
    status,
  );
}

/**
 * Playwright's JSON report in numbers; a flaky test counts as failed.
 * @param {string} file
 * @param {number} status the runner's exit status
 * @returns {Counts}
 */
export function playwrightCounts(file, status) {
  const { expected = 0, unexpected = 0, flaky = 0, skipped = 0 } = report(file).stats ?? {};
  return atLeastOneFailure({ passed: expected, failed: unexpected + flaky, skipped }, status);
}

/**
 * The last line of every run.
 * @param {Counts} counts
 */
export function closingLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}

/**
 * @param {Counts} counts
 * @param {number} status
 * @returns {Counts}
 */
function atLeastOneFailure(counts, status) {
  return status !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

/** @param {string} file */
function report(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    // The runner died before it could write one; its exit status tells.
    return {};
  }
}
