/** Brings the project from a bare clone to what a command needs, doing only what is missing. */
import { build, isBuilt } from "./build.mjs";
import { compile, isCompiled } from "./compile.mjs";
import { generate, isGenerated } from "./generate.mjs";
import { install, isInstalled } from "./install.mjs";
import { withSetupLock } from "./lock.mjs";

/**
 * Each looks before it takes the lock, so that nothing waits when nothing is missing,
 * and again when it has it, since another command may have done the work meanwhile.
 * @param {() => boolean} isDone
 * @param {() => Promise<void>} work
 */
async function ensure(isDone, work) {
  if (!isDone()) await withSetupLock(async () => (isDone() ? undefined : work()));
}

/** Packages, those for tests and builds among them. */
export const ensureInstalled = () => ensure(() => isInstalled(), install);
/** The database client, from prisma/schema.prisma. */
export const ensureGenerated = () => ensure(isGenerated, generate);
/** The server in front of Next.js, and the commands; the database client with them. */
export const ensureCompiled = () => ensure(isCompiled, compile);
/** The built app, and the server in front of it. */
export async function ensureBuilt() {
  await ensureCompiled();
  await ensure(isBuilt, build);
}
