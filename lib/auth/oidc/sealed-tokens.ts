/** Tokens at rest: AES-256-GCM, the key derived (HKDF) from NEXTAUTH_SECRET, bound to their session. */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import { env } from "../../env";
import type { Tokens } from "./tokens";

const NONCE = 12;
const TAG = 16;

function key(): Buffer {
  return Buffer.from(hkdfSync("sha256", env().secret, "", "foyer: tokens of providers", 32));
}

/** The tokens as the database keeps them. They open only for the same `owner`, the session's id. */
export function sealTokens(tokens: Tokens, owner: string): string {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv("aes-256-gcm", key(), nonce).setAAD(Buffer.from(owner));
  const sealed = [cipher.update(JSON.stringify(tokens), "utf8"), cipher.final()];
  return Buffer.concat([nonce, cipher.getAuthTag(), ...sealed]).toString("base64url");
}

/** The tokens again, or null when they were sealed with another secret, for another owner, or changed. */
export function openTokens(sealed: string, owner: string): Tokens | null {
  const bytes = Buffer.from(sealed, "base64url");
  if (bytes.length < NONCE + TAG) return null;
  try {
    const nonce = bytes.subarray(0, NONCE);
    const decipher = createDecipheriv("aes-256-gcm", key(), nonce, { authTagLength: TAG })
      .setAAD(Buffer.from(owner))
      .setAuthTag(bytes.subarray(NONCE, NONCE + TAG));
    const text = Buffer.concat([decipher.update(bytes.subarray(NONCE + TAG)), decipher.final()]);
    return JSON.parse(text.toString("utf8")) as Tokens;
  } catch {
    return null;
  }
}
