/** The log: JSON lines on standard output. Give it ids and codes, never passwords, tokens or e-mails. */
import pino from "pino";
import { env } from "./env";
import { terminalJson } from "./terminal-text.mjs";

const redacted = [
  "password",
  "*.password",
  "cookie",
  "*.cookie",
  "authorization",
  "*.authorization",
  "email",
  "*.email",
];

let instance: pino.Logger | undefined;

/** This process's logger. */
export function log(): pino.Logger {
  instance ??= pino({
    level: env().logLevel,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: redacted,
    // Whoever reads along at a terminal is shown it as is.
    hooks: { streamWrite: terminalJson },
  });
  return instance;
}
