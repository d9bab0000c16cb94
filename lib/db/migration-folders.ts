/** The migrations on disk: prisma/migrations, one folder each, in the order of their names. */
import { readdirSync } from "node:fs";
import { join } from "node:path";

/** Absolute path of prisma/migrations; commands run from the project's root. */
export function migrationsFolder(): string {
  return join(process.cwd(), "prisma/migrations");
}

/** Names of all migrations, oldest first. */
export function migrationNames(): string[] {
  return readdirSync(migrationsFolder(), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}
