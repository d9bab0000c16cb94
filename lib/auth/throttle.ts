/** The throttle on sign-in: a few free failures, then waits that grow, never a lock for ever. */
import { isIPv6 } from "node:net";
import { forgetFailures, type Limit, reserveAttempt, takeBackAttempt } from "../db/throttle";
import { AppError, waitingTime } from "../errors";

const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** Per account, or per device that its owner has used before. */
const accountLimit: Limit = {
  free: 5,
  firstWait: 30 * SECOND,
  longestWait: 15 * MINUTE,
  memory: 60 * MINUTE,
};

/** Per address: looser, since many people may share one. */
const addressLimit: Limit = {
  free: 50,
  firstWait: 30 * SECOND,
  longestWait: 15 * MINUTE,
  memory: 15 * MINUTE,
};

export interface AttemptKeys {
  /** What the person is known by: an account, a device of its owner, or a name nobody has. */
  account: string;
  address: string | null;
}

/** Counts an attempt before it is made. Throws `too-many-attempts` when it may not be made now. */
export async function admitAttempt({ account, address }: AttemptKeys): Promise<void> {
  const now = new Date();
  refuseFor(await reserveAttempt(account, accountLimit, now));
  const shared = addressKey(address);
  if (shared) refuseFor(await reserveAttempt(shared, addressLimit, now));
}

/** The attempt succeeded: its account starts afresh, its address gets the attempt back. */
export async function settleAttempt({ account, address }: AttemptKeys): Promise<void> {
  await forgetFailures(account);
  const shared = addressKey(address);
  if (shared) await takeBackAttempt(shared);
}

function refuseFor(milliseconds: number): void {
  if (milliseconds <= 0) return;
  const retryAfter = Math.ceil(milliseconds / SECOND);
  throw new AppError("too-many-attempts", {
    title: `Too many attempts. Try again in ${waitingTime(retryAfter)}.`,
    retryAfter,
  });
}

/**
 * What stands for an address: an IPv6 customer has a whole /64. A loopback address says nothing
 * about who is there (it is a proxy that TRUSTED_PROXIES doesn't name, or this machine's owner).
 */
export function addressKey(address: string | null): string | null {
  if (!address || address === "::1" || address.startsWith("127.")) return null;
  return `address:${isIPv6(address) ? networkOf(address) : address}`;
}

function networkOf(address: string): string {
  const [head = "", tail = ""] = address.split("::");
  const before = head.split(":").filter(Boolean);
  const after = tail.split(":").filter(Boolean);
  const zeros = address.includes("::") ? Array(8 - before.length - after.length).fill("0") : [];
  return [...before, ...zeros, ...after].slice(0, 4).join(":");
}
