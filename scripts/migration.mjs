/** `npm run migration -- NAME`: runs prisma/migration.ts. */
import { ensureGenerated } from "./setup/prepare.mjs";
import { root } from "./setup/root.mjs";

process.chdir(root);
await ensureGenerated();
const { tsImport } = await import("tsx/esm/api");
const { writeMigration } = await tsImport("../prisma/migration.ts", import.meta.url);
process.exitCode = await writeMigration(process.argv.slice(2));
