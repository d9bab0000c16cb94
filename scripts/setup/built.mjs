/** Whether what is to be served is there, for a service that sets nothing up itself. */
import { existsSync, readFileSync } from "node:fs";
import { SetupError } from "./progress.mjs";
import { root } from "./root.mjs";

const REQUIRED = `${root}/.next/required-server-files.json`;

/** Throws {@link SetupError} unless the server in front has been compiled. */
export function assertCompiled() {
  if (existsSync(`${root}/.compiled/made-from`)) return;
  throw new SetupError("Foyer is not built here yet. Run: npm ci && npm run build");
}

/**
 * Throws {@link SetupError} unless the app has been built for this path of APP_URL; tells Next.js
 * the configuration it was built with, so that nothing is read and translated again.
 * @param {string} prefix
 */
export function assertBuilt(prefix) {
  if (!existsSync(REQUIRED)) {
    throw new SetupError("Foyer is not built here yet. Run: npm ci && npm run build");
  }
  const { config } = JSON.parse(readFileSync(REQUIRED, "utf8"));
  if (config.basePath !== prefix) {
    throw new SetupError(
      `Foyer is built for the path ${config.basePath || "/"}, and APP_URL has ${prefix || "/"}. ` +
        "Run npm run build with the same APP_URL.",
    );
  }
  // As Next.js's own standalone server does.
  process.env.__NEXT_PRIVATE_STANDALONE_CONFIG = JSON.stringify(config);
}
