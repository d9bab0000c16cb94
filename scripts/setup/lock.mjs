/** Lets one command at a time set the project up. Needs nothing installed; survives kill -9. */
import { randomUUID } from "node:crypto";
import {
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { root } from "./root.mjs";

const FILE = `${root}/var/setup.lock`;
/** The holder touches its lock this often; one untouched for much longer was left behind. */
const TOUCH_EVERY = 2000;
const LEFT_BEHIND = 15_000;

/**
 * Runs `work` while no other command of this project does such work.
 * @template T
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withSetupLock(work) {
  const mine = JSON.stringify({ pid: process.pid, id: randomUUID() });
  mkdirSync(`${root}/var`, { recursive: true, mode: 0o700 });
  for (let said = false; !take(mine); said = true) {
    if (!said) console.log("Another command is setting Foyer up. Waiting for it.");
    await pause(300);
  }
  const touch = setInterval(() => utimesSync(FILE, new Date(), new Date()), TOUCH_EVERY);
  try {
    return await work();
  } finally {
    clearInterval(touch);
    if (content() === mine) rmSync(FILE, { force: true });
  }
}

/** @param {string} mine */
function take(mine) {
  try {
    writeFileSync(FILE, mine, { flag: "wx" });
    return true;
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  }
  const theirs = content();
  if (theirs !== undefined && isLeftBehind(theirs)) {
    // Moved, not deleted: of several that see it, one moves it, and whoever moved too much puts it back.
    const aside = `${FILE}.${process.pid}`;
    try {
      renameSync(FILE, aside);
      const moved = readFileSync(aside, "utf8");
      if (moved !== theirs) writeFileSync(FILE, moved, { flag: "wx" });
    } catch {
      // Somebody else was quicker.
    }
    rmSync(aside, { force: true });
  }
  return false;
}

/** @param {string} lock */
function isLeftBehind(lock) {
  const touched = statSync(FILE, { throwIfNoEntry: false })?.mtimeMs;
  if (touched === undefined) return false;
  if (Date.now() - touched > LEFT_BEHIND) return true;
  const pid = /"pid":(\d+)/.exec(lock)?.[1];
  if (!pid) return false;
  try {
    process.kill(Number(pid), 0);
    return Number(pid) === process.pid;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "ESRCH";
  }
}

function content() {
  try {
    return readFileSync(FILE, "utf8");
  } catch {
    return undefined;
  }
}
