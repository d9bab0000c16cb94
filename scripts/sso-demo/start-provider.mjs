/** Starts the local provider as a process of its own. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { SetupError } from "../setup/progress.mjs";

/**
 * @typedef {object} RunningProvider
 * @property {string} issuer
 * @property {string} secret the client's
 * @property {import("node:child_process").ChildProcess} process
 */

/**
 * A provider that answers; it ends with this process. Throws {@link SetupError} when it doesn't start.
 * @param {{ foyerUrl: string, port: string }} options
 * @returns {Promise<RunningProvider>}
 */
export async function startProvider({ foyerUrl, port }) {
  const script = "scripts/sso-demo/provider/process.ts";
  const args = [`--port=${port}`, `--foyer=${foyerUrl}`, "--id=local"];
  const child = spawn(process.execPath, ["--import", "tsx", script, ...args], {
    stdio: ["pipe", "pipe", "pipe"],
  });
  let errors = "";
  child.stderr.setEncoding("utf8").on("data", (text) => {
    errors += text;
  });
  const line = once(createInterface({ input: child.stdout }), "line");
  const ended = once(child, "exit").then(() => {
    const taken = errors.includes("EADDRINUSE");
    throw new SetupError(
      taken
        ? `Port ${port} is taken by another program. Choose one with: npm run sso-demo -- --provider-port=3099`
        : `The local provider did not start.\n${errors}`,
    );
  });
  const [said] = await Promise.race([line, ended]);
  ended.catch(() => {});
  return { ...JSON.parse(said), process: child };
}
