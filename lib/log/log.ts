/** The log: JSON lines on standard output. Give it ids and codes, never passwords, tokens or e-mails. */
import pino from "pino";
import { env } from "../config/env";
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
let held: string[] | undefined;

/** This process's logger. */
export function log(): pino.Logger {
  instance ??= pino(
    {
      level: env().logLevel,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: redacted,
      // Whoever reads along at a terminal is shown it as is.
      hooks: { streamWrite: terminalJson },
    },
    destination(),
  );
  return instance;
}

/**
 * Keeps the log's lines back from now on, so that none stands among what whoever starts Foyer reads.
 * Gives what writes them, and all later ones at once.
 */
export function bufferLog(): () => void {
  const lines: string[] = [];
  held = lines;
  return () => {
    if (held === lines) held = undefined;
    for (const line of lines.splice(0)) output().write(line);
  };
}

function destination(): pino.DestinationStream {
  return { write: (line) => void (held ? held.push(line) : output().write(line)) };
}

let standardOutput: pino.DestinationStream | undefined;
function output(): pino.DestinationStream {
  standardOutput ??= pino.destination({ fd: 1, sync: true });
  return standardOutput;
}
