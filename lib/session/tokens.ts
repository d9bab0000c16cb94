/** Random tokens: what a cookie or a link carries, while the database keeps only their hash. */
import { createHash, randomBytes } from "node:crypto";

/** A new token: 256 random bits, base64url, 43 characters. */
export function newToken(): string {
  return randomBytes(32).toString("base64url");
}

/** SHA-256 of a token, hex: what the database keeps. */
export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

/** Whether a text can be a token at all; saves the database from looking up garbage. */
export function isToken(text: string | undefined): text is string {
  return text !== undefined && /^[\w-]{43}$/.test(text);
}
