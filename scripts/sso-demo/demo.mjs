/** Runs the local provider and Foyer side by side until a signal comes or one of them ends. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { parseArgs } from "node:util";
import { terminalLines } from "../../lib/log/terminal-text.mjs";
import { ensureInstalled } from "../setup/prepare.mjs";
import { giveUp, SetupError } from "../setup/progress.mjs";
import { root } from "../setup/root.mjs";
import { people } from "./keycloak/realm.mjs";
import { startKeycloak } from "./keycloak/start.mjs";
import { startProvider } from "./start-provider.mjs";

/** Seconds until Foyer reads people's groups again: short, since somebody is waiting to see it. */
const GROUP_REFRESH = 10;

/**
 * `keycloak` among the arguments takes a real one in the place of the provider of our own.
 * @param {string[]} args
 */
export async function demo(args) {
  process.chdir(root);
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        port: { type: "string", default: "3010" },
        "provider-port": { type: "string", default: "3011" },
      },
    });
    await ensureInstalled();
    const foyerUrl = `http://localhost:${values.port}`;
    const options = { foyerUrl, port: values["provider-port"] };
    const [kind = "local"] = positionals;
    if (kind !== "local" && kind !== "keycloak") {
      throw new SetupError(`There is no try-out with ${kind}. Say keycloak, or nothing.`);
    }
    const { provider, instructions } = await (kind === "keycloak" ? keycloak : local)(options);
    process.exitCode = await runFoyer(values.port, provider, () => {
      console.log(terminalLines(instructions));
    });
  } catch (error) {
    giveUp(error);
  }
}

/**
 * A provider to try, as Foyer has to know it.
 * @typedef {import("./start-provider.mjs").RunningProvider & { providersFile: string }} DemoProvider
 * @typedef {(options: { foyerUrl: string, port: string }) => Promise<{ provider: DemoProvider, instructions: string }>} Start
 */

/** @type {Start} */
async function local(options) {
  const provider = await startProvider(options);
  return {
    provider: { ...provider, providersFile: "scripts/sso-demo/providers.json" },
    instructions: instructions(options.foyerUrl, provider.issuer),
  };
}

/** @type {Start} */
async function keycloak(options) {
  const provider = await startKeycloak(options);
  return {
    provider: { ...provider, providersFile: "scripts/sso-demo/keycloak/providers.json" },
    instructions: keycloakInstructions(options.foyerUrl, provider),
  };
}

/**
 * Runs Foyer until it ends, and the provider as long; gives the exit status.
 * @param {string} port
 * @param {DemoProvider} provider
 * @param {() => void} onReady
 */
async function runFoyer(port, provider, onReady) {
  const foyer = spawn(process.execPath, ["scripts/start.mjs"], {
    env: { ...process.env, ...settings(port, provider) },
    stdio: ["inherit", "pipe", "inherit"],
  });
  /** @type {NodeJS.Signals[]} */
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"];
  for (const signal of signals) process.on(signal, () => foyer.kill(signal));
  provider.process.once("exit", () => foyer.kill());
  foyer.stdout.setEncoding("utf8").on("data", (text) => {
    process.stdout.write(text);
    if (text.includes("Foyer is ready at")) onReady();
  });
  const [status] = await once(foyer, "exit");
  for (const signal of signals) process.removeAllListeners(signal);
  provider.process.kill();
  return status ?? 1;
}

/**
 * Foyer's settings for the try-out; what `.env` says of the same things doesn't count.
 * @param {string} port
 * @param {DemoProvider} provider
 */
function settings(port, { issuer, secret, providersFile }) {
  return {
    PORT: port,
    HOST: "",
    APP_URL: "",
    DATABASE_URL: "file:./var/sso-demo/foyer.db",
    PASSWORD_SIGN_IN: "on",
    PROVIDERS_FILE: providersFile,
    GROUP_REFRESH: String(GROUP_REFRESH),
    SSO_DEMO_ISSUER: issuer,
    SSO_DEMO_SECRET: secret,
  };
}

/**
 * @param {string} foyerUrl
 * @param {string} issuer
 */
const instructions = (foyerUrl, issuer) => `
Single sign-on is ready to try:
  Open ${foyerUrl}/dashboards/flights and sign in with the local provider, as one of

  Ada Lovelace     analysts, finance
  Grace Hopper     analysts
  Edsger Dijkstra  finance
  Linus Pauling    no groups

  Give and take groups at ${issuer}/people: Foyer follows within ${GROUP_REFRESH} seconds.
  Signing out of Foyer ends the session at the provider too. Ctrl-C ends both.
`;

/**
 * @param {string} foyerUrl
 * @param {import("./keycloak/start.mjs").RunningKeycloak} provider
 */
const keycloakInstructions = (foyerUrl, { issuer, admin, adminPassword, password }) => `
Single sign-on with Keycloak is ready to try:
  Open ${foyerUrl}/dashboards/flights and sign in with Keycloak, as one of

${people.map(({ username, groups }) => `  ${username.padEnd(6)}  ${groups.join(", ") || "no groups"}`).join("\n")}

  whose password is ${password}

  Its console is at ${admin.url}/admin/, for admin with the password ${adminPassword}
  All is in the realm ${admin.realm} (${issuer}), and is forgotten at the end.
  Foyer follows groups within ${GROUP_REFRESH} seconds. Ctrl-C ends both.
`;
