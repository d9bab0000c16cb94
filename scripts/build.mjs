/** `npm run build`: all that `npm run serve` needs. It installs nothing and starts nothing. */
import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { loadCompiled } from "./setup/compile.mjs";
import { ensureBuilt, ensureCompiled } from "./setup/prepare.mjs";
import { giveUp } from "./setup/progress.mjs";
import { root } from "./setup/root.mjs";

try {
  process.chdir(root);
  if (existsSync(".env")) process.loadEnvFile(".env");
  // Signs nothing here: only the path of APP_URL is part of what is built.
  process.env.NEXTAUTH_SECRET ||= randomBytes(32).toString("base64");
  process.env.NEXT_TELEMETRY_DISABLED = "1";
  await ensureCompiled();
  /** @type {typeof import("../lib/sign-in/settings")} */
  const { checkSettings } = await loadCompiled("settings");
  process.env.SITE_PREFIX = checkSettings().prefix;
  await ensureBuilt();
} catch (error) {
  giveUp(error);
}
