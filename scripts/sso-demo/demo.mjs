/** Runs the local provider and Foyer side by side until a signal comes or one of them ends. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { parseArgs } from "node:util";
import { terminalLines } from "../../lib/terminal-text.mjs";
import { ensureInstalled } from "../setup/prepare.mjs";
import { giveUp } from "../setup/progress.mjs";
import { root } from "../setup/root.mjs";
import { startProvider } from "./start-provider.mjs";

/** Seconds until Foyer reads people's groups again: short, since somebody is waiting to see it. */
const GROUP_REFRESH = 10;

/** @param {string[]} args */
export async function demo(args) {
  process.chdir(root);
  try {
    const { values } = parseArgs({
      args,
      options: {
        port: { type: "string", default: "3010" },
        "provider-port": { type: "string", default: "3011" },
      },
    });
    await ensureInstalled();
    const foyerUrl = `http://localhost:${values.port}`;
    const provider = await startProvider({ foyerUrl, port: values["provider-port"] });
    process.exitCode = await runFoyer(values.port, provider, () => {
      console.log(terminalLines(instructions(foyerUrl, provider.issuer)));
    });
  } catch (error) {
    giveUp(error);
  }
}

/**
 * Runs Foyer until it ends, and the provider as long; gives the exit status.
 * @param {string} port
 * @param {import("./start-provider.mjs").RunningProvider} provider
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
 * @param {import("./start-provider.mjs").RunningProvider} provider
 */
function settings(port, { issuer, secret }) {
  return {
    PORT: port,
    HOST: "",
    APP_URL: "",
    DATABASE_URL: "file:./var/sso-demo/foyer.db",
    PASSWORD_SIGN_IN: "on",
    PROVIDERS_FILE: "scripts/sso-demo/providers.json",
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
