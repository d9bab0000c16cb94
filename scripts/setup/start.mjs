/** Everything between `npm start` and a running server. */
import { ensureBuilt, ensureGenerated, ensureInstalled } from "./prepare.mjs";
import { giveUp } from "./progress.mjs";
import { root } from "./root.mjs";
import { loadSettings } from "./settings.mjs";

/**
 * Sets up what is missing and serves.
 * @param {{ dev: boolean, built: boolean }} options `built`: serve what is there, set nothing up
 */
export async function start({ dev, built }) {
  process.chdir(root);
  Object.assign(process.env, {
    NODE_ENV: dev ? "development" : "production",
    NEXT_TELEMETRY_DISABLED: "1",
  });
  try {
    loadSettings();
    if (!built) await ensureInstalled();
    const { checkSettings, serve } = await import("../serve.mjs");
    // Before the build: nobody wants to wait half a minute to read of a typing mistake.
    const { prefix } = await checkSettings();
    process.env.SITE_PREFIX = prefix;
    if (!built) await ensureGenerated();
    if (!built && !dev) await ensureBuilt();
    await serve({ dev });
  } catch (error) {
    giveUp(error);
    // Whatever was opened on the way must not keep a process alive that doesn't serve.
    process.exit();
  }
}
