/** Random handles: what a cookie or a link carries, while the database keeps only their hash. */
import { createHash, randomBytes } from "node:crypto";

/** A new handle: 256 random bits, base64url, 43 characters. */
export function newHandle(): string {
  return randomBytes(32).toString("base64url");
}

/** SHA-256 of a handle, hex: what the database keeps. */
export function hashHandle(handle: string): string {
  return createHash("sha256").update(handle).digest("hex");
}

/** Whether a text can be a handle at all; saves the database from looking up garbage. */
export function isHandle(text: string | undefined): text is string {
  return text !== undefined && /^[\w-]{43}$/.test(text);
}
