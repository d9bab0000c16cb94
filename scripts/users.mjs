/** `npm run users -- …`: makes ready what the command needs, then runs prisma/users.ts. */
import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { loadCompiled } from "./setup/compile.mjs";
import { isInstalled } from "./setup/install.mjs";
import { ensureCompiled } from "./setup/prepare.mjs";
import { giveUp } from "./setup/progress.mjs";
import { root } from "./setup/root.mjs";

// npm changes to the project's folder; files are meant as seen from where the command was typed.
const folder = process.env.INIT_CWD ?? process.cwd();

async function main() {
  process.chdir(root);
  if (existsSync(".env")) process.loadEnvFile(".env");
  // Signs nothing here: the command works before the first start has made a secret.
  process.env.NEXTAUTH_SECRET ||= randomBytes(32).toString("base64");
  // The audit log has it all; this output is for people and scripts.
  process.env.LOG_LEVEL = "silent";
  if (!isInstalled({ toServe: true })) {
    console.error("Foyer’s packages are not installed. Run npm start once, or npm ci.");
    process.exitCode = 1;
    return;
  }
  await ensureCompiled();
  const { runUsers } = await loadCompiled("users");
  process.exitCode = await runUsers(process.argv.slice(2), process, folder);
}

main().catch((error) => giveUp(error));
