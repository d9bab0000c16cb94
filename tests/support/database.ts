/** A real, migrated SQLite database in a folder of its own, for one test file. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll } from "vitest";
import { closeDatabase } from "../../lib/db/client";
import { migrate } from "../../lib/db/migrate";
import { closePasswordPool } from "../../lib/sign-in/password/hasher";

/**
 * Names a database in the environment, migrates it before the file's tests, and deletes it after
 * them. Call it once, at the top of a test file.
 */
export function temporaryDatabase(): { folder: string; file: string } {
  const folder = mkdtempSync(join(tmpdir(), "foyer-test-"));
  const file = join(folder, "foyer.db");
  process.env.DATABASE_URL = `file:${file}`;
  beforeAll(migrate);
  afterAll(async () => {
    await closeDatabase();
    await closePasswordPool();
    rmSync(folder, { recursive: true, force: true });
  });
  return { folder, file };
}
