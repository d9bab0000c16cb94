/** The closing line, from what the test runners report. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { closingLine, playwrightCounts, vitestCounts } from "@/scripts/testing/counts.mjs";

const folder = mkdtempSync(join(tmpdir(), "foyer-counts-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function report(content: unknown): string {
  const file = join(folder, "report.json");
  writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
  return file;
}

it.each([
  [{ passed: 12, failed: 0, skipped: 0 }, "12 passed, 0 failed"],
  [{ passed: 12, failed: 3, skipped: 0 }, "12 passed, 3 failed"],
  [{ passed: 0, failed: 1, skipped: 2 }, "0 passed, 1 failed, 2 skipped"],
])("%j reads %j", (counts, line) => {
  expect(closingLine(counts)).toBe(line);
});

it.each([
  [{ numPassedTests: 5, numFailedTests: 0, numPendingTests: 1 }, 0, [5, 0, 1]],
  [{ numPassedTests: 5, numFailedTests: 2 }, 1, [5, 2, 0]],
  [{ numPassedTests: 5, numFailedTests: 0 }, 1, [5, 1, 0]], // a file that can't be loaded
  ["not JSON", 1, [0, 1, 0]],
  ["not JSON", 0, [0, 0, 0]],
])("counts vitest's %j with status %d", (content, status, [passed, failed, skipped]) => {
  expect(vitestCounts(report(content), status)).toEqual({ passed, failed, skipped });
});

it.each([
  [{ stats: { expected: 7, unexpected: 0, flaky: 0, skipped: 0 } }, 0, [7, 0, 0]],
  [{ stats: { expected: 7, unexpected: 1, flaky: 2, skipped: 3 } }, 1, [7, 3, 3]],
  [{ stats: { expected: 0 } }, 1, [0, 1, 0]], // the server did not start
  [{}, 1, [0, 1, 0]],
])("counts Playwright's %j with status %d", (content, status, [passed, failed, skipped]) => {
  expect(playwrightCounts(report(content), status)).toEqual({ passed, failed, skipped });
});

it("counts a failure when there is no report at all", () => {
  expect(vitestCounts(join(folder, "absent.json"), 1).failed).toBe(1);
  expect(playwrightCounts(join(folder, "absent.json"), 134).failed).toBe(1);
});
