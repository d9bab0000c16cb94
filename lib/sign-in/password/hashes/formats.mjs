/** The forms of stored password hashes that Foyer understands: its own, and those people bring along. */

/**
 * @typedef {{ kind: "bcrypt", own: boolean, prehashed: boolean, cost: number, hash: string }} Bcrypt
 * @typedef {{ kind: "scrypt", n: number, r: number, p: number, salt: string, key: Buffer }} Scrypt
 * @typedef {{ kind: "pbkdf2", iterations: number, salt: string, key: Buffer }} Pbkdf2
 * @typedef {Bcrypt | Scrypt | Pbkdf2} StoredHash
 */

// An imported hash names its own work; these bounds keep it from exhausting the server.
const MAX_COST = 16;
const MAX_SCRYPT_MEMORY = 128 * 2 ** 20;
const MAX_SCRYPT_WORK = 2 ** 22;
const MAX_ITERATIONS = 5_000_000;

const BCRYPT = /^(bcrypt|bcrypt-sha384)?(\$2[aby]\$(\d\d)\$[./A-Za-z0-9]{53})$/;
const SCRYPT = /^scrypt:(\d{1,7}):(\d{1,3}):(\d{1,3})\$([^$]{1,128})\$([0-9a-f]{128})$/;
const PBKDF2 = /^pbkdf2:sha256:(\d{1,8})\$([^$]{1,128})\$([0-9a-f]{64})$/;

/**
 * Reads a stored hash; null when its form is not known or it asks for too much work. Foyer's own
 * are bcrypt with a tag before it; bcrypt without one and Werkzeug's two come from other applications.
 * @param {string} stored
 * @returns {StoredHash | null}
 */
export function parseHash(stored) {
  return parseBcrypt(stored) ?? parseScrypt(stored) ?? parsePbkdf2(stored);
}

/** @param {string} stored @returns {Bcrypt | null} */
function parseBcrypt(stored) {
  const [, tag, hash = "", digits] = BCRYPT.exec(stored) ?? [];
  const cost = Number(digits);
  if (!(cost >= 4 && cost <= MAX_COST)) return null;
  const own = tag !== undefined;
  return { kind: "bcrypt", own, prehashed: tag === "bcrypt-sha384", cost, hash };
}

/** @param {string} stored @returns {Scrypt | null} */
function parseScrypt(stored) {
  const [, nText, rText, pText, salt = "", hex = ""] = SCRYPT.exec(stored) ?? [];
  const [n, r, p] = [Number(nText), Number(rText), Number(pText)];
  if (!(n >= 2 && r >= 1 && p >= 1) || !Number.isInteger(Math.log2(n))) return null;
  if (128 * n * r > MAX_SCRYPT_MEMORY || n * r * p > MAX_SCRYPT_WORK) return null;
  return { kind: "scrypt", n, r, p, salt, key: Buffer.from(hex, "hex") };
}

/** @param {string} stored @returns {Pbkdf2 | null} */
function parsePbkdf2(stored) {
  const [, count, salt = "", hex = ""] = PBKDF2.exec(stored) ?? [];
  const iterations = Number(count);
  if (!(iterations >= 1 && iterations <= MAX_ITERATIONS)) return null;
  return { kind: "pbkdf2", iterations, salt, key: Buffer.from(hex, "hex") };
}
