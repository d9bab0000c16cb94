/** One name of a table with two meanings: Foyer doesn't start, and says what to change. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { refusedFoyer } from "../../support/foyer";
import { copyProject } from "../../support/project-copy";
import { expect, test } from "../../support/test";

/** Calls Markets' table by the name of Weather's, in every bundle of a built project. */
function renameTable(project: string): number {
  const folder = join(project, ".next/server");
  const bundles = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(
    (entry) => entry.isFile() && entry.name.endsWith(".js"),
  );
  let changed = 0;
  for (const { parentPath, name } of bundles) {
    const file = join(parentPath, name);
    const text = readFileSync(file, "utf8");
    if (!text.includes('"sp_daily"')) continue;
    // Anew, not in place: the file may be another build's as well.
    rmSync(file);
    writeFileSync(file, text.replaceAll('"sp_daily"', '"weather"'));
    changed++;
  }
  return changed;
}

test("two dashboards with different tables of one name are refused at start", async () => {
  test.setTimeout(120_000);
  const project = join(mkdtempSync(join(tmpdir(), "foyer-test-")), "project");
  mkdirSync(project);
  copyProject(project);
  expect(renameTable(project)).toBeGreaterThan(0);
  const { status, output } = await refusedFoyer({ project });
  expect(status).toBe(1);
  expect(output).toContain('Two different tables are called "weather"');
  expect(output).toMatch(/seattle-weather\.csv.*sp500-2000\.csv|sp500-2000\.csv.*seattle-weather/);
  expect(output).toContain("data.ts");
  expect(output).not.toMatch(/\n\s+at |Foyer is ready/);
  rmSync(join(project, ".."), { recursive: true });
});
