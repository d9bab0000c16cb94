/** What the commands say while they work: one line per step, with the time it took. */
import { inspect } from "node:util";
import { terminalLines } from "../../lib/log/terminal-text.mjs";

/** An error that people can mend: its message is all they are shown. */
export class SetupError extends Error {}

/**
 * Does one step and says so.
 * @template T
 * @param {string} label what is being done, such as `Building`
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(label, work) {
  const began = performance.now();
  process.stdout.write(`${label} … `);
  try {
    const result = await work();
    process.stdout.write(`done, ${((performance.now() - began) / 1000).toFixed(1)} s\n`);
    return result;
  } catch (error) {
    process.stdout.write("failed\n");
    throw error;
  }
}

/**
 * Shows why a command can't go on, and makes its exit status 1. No stack for what people can mend.
 * @param {unknown} error
 */
export function giveUp(error) {
  const plain = error instanceof Error && (error instanceof SetupError || error.name in PLAIN);
  console.error(terminalLines(plain ? error.message : inspect(error)));
  process.exitCode = 1;
}

/** Errors of the app whose message is written for whoever starts it. */
const PLAIN = {
  EnvError: true,
  FileLockError: true,
  MigrationError: true,
  RestoreError: true,
  TableConflict: true,
};
