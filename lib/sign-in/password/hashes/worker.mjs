/** Runs in worker threads: makes and verifies password hashes, away from the thread that serves. */
import { createHash, pbkdf2, scrypt, timingSafeEqual } from "node:crypto";
import { setPriority } from "node:os";
import { promisify } from "node:util";
import { isMainThread } from "node:worker_threads";
import bcrypt from "bcryptjs";
import { parseHash } from "./formats.mjs";

// The thread that serves must win wherever the two meet, yet other programs must not starve this
// one. Linux has priorities by thread, and takes 0 for the one that asks; elsewhere this would be
// the whole process's.
if (!isMainThread && process.platform === "linux") setPriority(0, 10);

/** bcrypt reads this many bytes and ignores the rest. */
const BCRYPT_BYTES = 72;

/**
 * Foyer's own hash: bcrypt, tagged. What bcrypt would not read to its end goes through SHA-384 first.
 * @param {{ password: string, cost: number }} task
 * @returns {string}
 */
export function hash({ password, cost }) {
  const text = composed(password);
  return needsPrehash(text)
    ? `bcrypt-sha384${bcrypt.hashSync(prehash(text), cost)}`
    : `bcrypt${bcrypt.hashSync(text, cost)}`;
}

/**
 * Whether the password is the stored hash's. Takes as long for an unknown name (`stored` null) and
 * for a hash of another form as for one of our own, so that time does not tell who exists.
 * @param {{ password: string, stored: string | null, cost: number }} task
 * @returns {Promise<{ ok: boolean, upgrade: boolean }>}
 */
export async function verify({ password, stored, cost }) {
  const parsed = stored === null ? null : parseHash(stored);
  if (parsed?.kind === "bcrypt") return verifyBcrypt(password, parsed, cost);
  // Started first: Node computes these in a thread of its own while bcrypt runs in this one.
  const derived = parsed ? derive(password, parsed) : null;
  spend(cost);
  const ok = parsed !== null && derived !== null && timingSafeEqual(await derived, parsed.key);
  return { ok, upgrade: ok };
}

/**
 * @param {string} password @param {import("./formats.mjs").Bcrypt} stored @param {number} cost
 * @returns {{ ok: boolean, upgrade: boolean }}
 */
function verifyBcrypt(password, stored, cost) {
  const text = stored.own ? composed(password) : password;
  const matches = bcrypt.compareSync(stored.prehashed ? prehash(text) : text, stored.hash);
  const ok = matches && (!stored.own || stored.prehashed === needsPrehash(text));
  // Costs c, c, c+1, … n-1 add up to the work of cost n: as much as an unknown name takes.
  if (!ok) for (let c = stored.cost; c < cost; c++) spend(c);
  // Other applications' bcrypt ignores what is past its limit: what was typed there may be wrong.
  const certain = stored.own || !needsPrehash(text);
  return { ok, upgrade: ok && certain && (!stored.own || stored.cost !== cost) };
}

/** Does the work of one bcrypt for nothing. @param {number} cost */
function spend(cost) {
  const salt = "Foyer.spends.this.time";
  bcrypt.hashSync("nobody", `$2b$${String(cost).padStart(2, "0")}$${salt}`);
}

/**
 * @param {string} password
 * @param {import("./formats.mjs").Scrypt | import("./formats.mjs").Pbkdf2} stored
 * @returns {Promise<Buffer>}
 */
function derive(password, stored) {
  const { salt, key } = stored;
  if (stored.kind === "pbkdf2") {
    return promisify(pbkdf2)(password, salt, stored.iterations, key.length, "sha256");
  }
  const { n: N, r, p } = stored;
  /** @type {(p: string, s: string, n: number, o: import("node:crypto").ScryptOptions) => Promise<Buffer>} */
  const run = promisify(scrypt);
  return run(password, salt, key.length, { N, r, p, maxmem: 128 * r * (N + p) * 2 });
}

/** One form for letters that keyboards compose differently: é is one character or two. @param {string} text */
function composed(text) {
  return text.normalize("NFC");
}

/** bcrypt stops at 72 bytes, and starts over after a NUL. @param {string} text */
function needsPrehash(text) {
  return Buffer.byteLength(text) > BCRYPT_BYTES || text.includes("\0");
}

/** 64 characters, all of which bcrypt reads. @param {string} text */
function prehash(text) {
  return createHash("sha384").update(text).digest("base64");
}
