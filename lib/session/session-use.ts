/** Notes when sessions are used: no request waits for that or fails by it, and it is put off if need be. */

import { isUnavailable, waitingAtMost } from "../db/client";
import { touchSession } from "../db/sessions";
import { log } from "../log/log";
import { processState } from "../process/process-state";

/** How long what could not be written is put off, in milliseconds. */
const PUT_OFF = 5000;

interface Notes {
  /** The latest use of each session that is not written yet, by the session's id. */
  unwritten: Map<string, Date>;
  timer: NodeJS.Timeout | undefined;
}

const notes = processState(
  "session use",
  (): Notes => ({ unwritten: new Map(), timer: undefined }),
);

/** When a session was last used, be it written or not. */
export function lastUseOf({ id, lastUsedAt }: { id: string; lastUsedAt: Date }): Date {
  const noted = notes.unwritten.get(id);
  return noted && noted > lastUsedAt ? noted : lastUsedAt;
}

/** Notes that a session is used at `now`. Never throws, and never waits for a lock. */
export async function recordUse(id: string, now: Date): Promise<void> {
  const { unwritten } = notes;
  unwritten.set(id, now);
  // While others wait to be written, this one waits with them.
  if (!notes.timer) await write(id, now);
}

/** Whether it could be written. */
async function write(id: string, at: Date): Promise<boolean> {
  const { unwritten } = notes;
  try {
    await waitingAtMost(0, () => touchSession(id, at));
  } catch (error) {
    if (!isUnavailable(error)) log().error({ err: error }, "session use not written");
    putOff();
    return false;
  }
  if (unwritten.get(id) === at) unwritten.delete(id);
  return true;
}

function putOff(): void {
  notes.timer ??= setTimeout(() => void writeAll(), PUT_OFF).unref();
}

async function writeAll(): Promise<void> {
  notes.timer = undefined;
  for (const [id, at] of notes.unwritten) if (!(await write(id, at))) return;
}
