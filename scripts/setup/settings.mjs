/** Settings from `.env`, which a try-out gets by itself. The environment's own always win. */
import { randomBytes } from "node:crypto";
import { appendFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { parseEnv } from "node:util";
import { SetupError } from "./progress.mjs";
import { root } from "./root.mjs";

const FILE = `${root}/.env`;
const LOOPBACK = ["localhost", "127.0.0.1", "[::1]"];

/** Loads `.env`; writes one with a random secret when this is a try-out and there is none. */
export function loadSettings() {
  const text = readSettings();
  if (text !== undefined) process.loadEnvFile(FILE);
  if (process.env.NEXTAUTH_SECRET) return;
  if (!isTryOut(process.env.APP_URL)) {
    throw new SetupError(
      "The settings are not usable (see .env.example):\n" +
        "  NEXTAUTH_SECRET is not set; set it to the output of: openssl rand -base64 32",
    );
  }
  const secret = randomBytes(32).toString("base64");
  if (!parseEnv(text ?? "").NEXTAUTH_SECRET) keep(secret, text);
  process.env.NEXTAUTH_SECRET = secret;
}

/**
 * Whether Foyer is only being tried: its address is one of this machine's own.
 * @param {string | undefined} address APP_URL
 */
function isTryOut(address) {
  if (!address) return true;
  return URL.canParse(address) && LOOPBACK.includes(new URL(address).hostname);
}

function readSettings() {
  try {
    return existsSync(FILE) ? readFileSync(FILE, "utf8") : undefined;
  } catch (error) {
    throw new SetupError(`The settings in ${FILE} can't be read: ${messageOf(error)}`);
  }
}

/**
 * @param {string} secret
 * @param {string | undefined} text what `.env` has now
 */
function keep(secret, text) {
  const line = `NEXTAUTH_SECRET=${secret}\n`;
  try {
    if (text === undefined) {
      const about =
        "# Foyer's settings; .env.example explains them all. Keep this file to yourself.\n";
      writeFileSync(FILE, about + line, { mode: 0o600, flag: "wx" });
      console.log("Wrote .env with a random secret.");
    } else {
      appendFileSync(FILE, `${text === "" || text.endsWith("\n") ? "" : "\n"}${line}`);
      console.log("Added a random NEXTAUTH_SECRET to .env.");
    }
  } catch (error) {
    console.log(`No .env was written (${messageOf(error)}): this secret lasts until Foyer stops.`);
  }
}

/** @param {unknown} error */
const messageOf = (error) => (error instanceof Error ? error.message : String(error));
