/** The server: Next.js behind a front of our own, which sees each request first. */
import { tsImport } from "tsx/esm/api";
import { root } from "./setup/root.mjs";

// The app's own modules are TypeScript. They are loaded this way, and not by a loader for the
// whole process, so that Next.js and its packages run as they are.
/** @type {(path: string) => Promise<any>} */
const load = (path) => tsImport(path, import.meta.url);

/** Checks the environment. Throws EnvError, whose message says what to set. */
export async function checkSettings() {
  /** @type {typeof import("../lib/env")} */
  const { env } = await load("../lib/env.ts");
  return env();
}

/**
 * Prepares the database and serves until a signal comes.
 * @param {{ dev: boolean }} options
 */
export async function serve({ dev }) {
  /** @type {typeof import("./server/serve")} */
  const server = await load("./server/serve.ts");
  const { default: next } = await import("next");
  await server.serve({ dev, next, root });
}
