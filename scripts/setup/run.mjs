/** Runs other programs; none of them outlives the command that started it. */
import { spawn } from "node:child_process";
import { constants } from "node:os";
import { root } from "./root.mjs";

const KEPT = 20_000;
/** @type {Set<import("node:child_process").ChildProcess>} */
const running = new Set();

/** @typedef {{ status: number, output: string }} Outcome */

/**
 * Runs a program to its end. Its output is kept (the last 20,000 characters), or shown.
 * @param {string} command
 * @param {string[]} args
 * @param {{ env?: Record<string, string | undefined>, show?: boolean }} [options]
 * @returns {Promise<Outcome>}
 */
export function run(command, args, { env = {}, show = false } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: show ? "inherit" : ["ignore", "pipe", "pipe"],
      // On Windows npm is a .cmd file, which only a shell can start.
      shell: process.platform === "win32" && command === "npm",
    });
    running.add(child);
    stopTogether();
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding("utf8").on("data", (text) => {
        output = (output + text).slice(-KEPT);
      });
    }
    /** @param {number} status */
    const end = (status) => {
      running.delete(child);
      stopTogether();
      resolve({ status, output });
    };
    child.on("error", (error) => {
      output += error.message;
      end(127);
    });
    child.on("close", (status, signal) => {
      if (signal) output += `\nEnded by ${signal}.`;
      end(status ?? 1);
    });
  });
}

/**
 * Runs the program of an installed package with this Node.
 * @param {string} script path of its JavaScript file, inside node_modules
 * @param {string[]} args
 * @param {{ env?: Record<string, string | undefined>, show?: boolean }} [options]
 */
export function runPackage(script, args, options) {
  return run(process.execPath, [`${root}/node_modules/${script}`, ...args], options);
}

/** @type {NodeJS.Signals[]} */
const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"];

/** Until the last child has ended, a signal ends the children and then this process. */
function stopTogether() {
  for (const signal of SIGNALS) process.off(signal, stop);
  if (running.size > 0) for (const signal of SIGNALS) process.on(signal, stop);
}

/** @param {NodeJS.Signals} signal */
function stop(signal) {
  for (const child of running) child.kill(signal);
  process.exit(128 + constants.signals[signal]);
}
