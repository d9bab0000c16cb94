/** Starts a real Keycloak for the try-out, with a realm as docs/single-sign-on.md says. */
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import { SetupError, step } from "../../setup/progress.mjs";
import { KeycloakAdmin } from "./admin.mjs";
import { ensureKeycloak } from "./distribution.mjs";
import { setUpRealm } from "./realm.mjs";

/** Milliseconds: its first start compiles itself. */
const MAX_WAIT = 600_000;
const KEPT = 20_000;

/**
 * @typedef {object} RunningKeycloak
 * @property {string} issuer
 * @property {string} secret the client's
 * @property {import("node:child_process").ChildProcess} process
 * @property {KeycloakAdmin} admin
 * @property {string} adminPassword of the account `admin` of its console
 * @property {string} password of everybody in the realm
 */

/**
 * A Keycloak that answers, with people, groups and Foyer as a client; it ends with this process,
 * and forgets all. Throws {@link SetupError} when it doesn't start.
 * @param {{ foyerUrl: string, port: string }} options
 * @returns {Promise<RunningKeycloak>}
 */
export async function startKeycloak({ foyerUrl, port }) {
  const home = await ensureKeycloak();
  const [adminPassword, password] = [newPassword(), newPassword()];
  const url = `http://localhost:${port}`;
  const args = ["start-dev", "--db=dev-mem", "--http-host=127.0.0.1", `--http-port=${port}`];
  const child = spawn("sh", [`${home}/bin/kc.sh`, ...args], {
    env: {
      ...process.env,
      KC_BOOTSTRAP_ADMIN_USERNAME: "admin",
      KC_BOOTSTRAP_ADMIN_PASSWORD: adminPassword,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const killed = () => child.kill("SIGKILL");
  process.once("exit", killed);
  child.once("exit", () => process.off("exit", killed));
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text) => {
      output = (output + text).slice(-KEPT);
    });
  }
  try {
    return await step("Starting Keycloak", async () => {
      await answers(child, `${url}/realms/master`, () => output);
      const admin = await KeycloakAdmin.signIn(url, adminPassword);
      const secret = await setUpRealm(admin, { foyerUrl, password });
      const issuer = `${url}/realms/${admin.realm}`;
      return { issuer, secret, process: child, admin, adminPassword, password };
    });
  } catch (error) {
    child.kill("SIGKILL");
    throw error;
  }
}

/**
 * @param {import("node:child_process").ChildProcess} child
 * @param {string} url
 * @param {() => string} output
 */
async function answers(child, url, output) {
  const limit = AbortSignal.timeout(MAX_WAIT);
  let ended = false;
  once(child, "exit").then(() => {
    ended = true;
  });
  for (;;) {
    const answer = await fetch(url, { signal: limit }).catch(() => null);
    if (answer?.ok) return;
    if (ended || limit.aborted) throw new SetupError(`Keycloak did not start.\n${output()}`);
    await pause(250);
  }
}

function newPassword() {
  return randomBytes(12).toString("base64url");
}
