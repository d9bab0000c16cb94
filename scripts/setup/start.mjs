/** Everything between `npm start` and a running server. */
import { assertBuilt, assertCompiled } from "./built.mjs";
import { loadCompiled } from "./compile.mjs";
import { ensureBuilt, ensureCompiled, ensureInstalled } from "./prepare.mjs";
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
    if (built) assertCompiled();
    else {
      await ensureInstalled();
      await ensureCompiled();
    }
    // Before the build: nobody wants to wait half a minute to read of a typing mistake.
    /** @type {typeof import("../../lib/sign-in/settings")} */
    const { checkSettings } = await loadCompiled("settings");
    const { prefix } = checkSettings();
    process.env.SITE_PREFIX = prefix;
    if (!built && !dev) await ensureBuilt();
    if (!dev) assertBuilt(prefix);
    /** @type {typeof import("../server/serve")} */
    const { serve } = await loadCompiled("server");
    await serve({ dev, root });
  } catch (error) {
    giveUp(error);
    // Whatever was opened on the way must not keep a process alive that doesn't serve.
    process.exit();
  }
}
