/** Texts that only this site can read or make: AES-256-GCM, the key derived (HKDF) from NEXTAUTH_SECRET. */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import { env } from "../../config/env";

const NONCE = 12;
const TAG = 16;

/** `purpose` keeps keys of different uses apart; `owner` is what the text belongs to. */
export interface EncryptionContext {
  purpose: string;
  owner: string;
}

function key(purpose: string): Buffer {
  return Buffer.from(hkdfSync("sha256", env().secret, "", `foyer: ${purpose}`, 32));
}

/** The text, encrypted: base64url, 38 characters and a third more than the text. */
export function encrypt(text: string, { purpose, owner }: EncryptionContext): string {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv("aes-256-gcm", key(purpose), nonce).setAAD(Buffer.from(owner));
  const encrypted = [cipher.update(text, "utf8"), cipher.final()];
  return Buffer.concat([nonce, cipher.getAuthTag(), ...encrypted]).toString("base64url");
}

/** The text again, or null when it was encrypted with another secret, for something else, or changed. */
export function decrypt(encrypted: string, { purpose, owner }: EncryptionContext): string | null {
  const bytes = Buffer.from(encrypted, "base64url");
  // A text has one form only: what base64 would overlook is a change too.
  if (bytes.length < NONCE + TAG || bytes.toString("base64url") !== encrypted) return null;
  try {
    const nonce = bytes.subarray(0, NONCE);
    const decipher = createDecipheriv("aes-256-gcm", key(purpose), nonce, { authTagLength: TAG })
      .setAAD(Buffer.from(owner))
      .setAuthTag(bytes.subarray(NONCE, NONCE + TAG));
    const text = [decipher.update(bytes.subarray(NONCE + TAG)), decipher.final()];
    return Buffer.concat(text).toString("utf8");
  } catch {
    return null;
  }
}
