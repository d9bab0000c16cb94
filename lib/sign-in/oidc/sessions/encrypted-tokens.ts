/** Tokens at rest: encrypted, and bound to their session. */
import { decrypt, encrypt } from "../../core/encryption";
import type { Tokens } from "../protocol/tokens";

const purpose = "tokens of providers";

/** The tokens as the database keeps them. They open only for the same `owner`, the session's id. */
export function encryptTokens(tokens: Tokens, owner: string): string {
  return encrypt(JSON.stringify(tokens), { purpose, owner });
}

/** The tokens again, or null when they were encrypted with another secret, for another owner, or changed. */
export function decryptTokens(encrypted: string, owner: string): Tokens | null {
  const text = decrypt(encrypted, { purpose, owner });
  return text === null ? null : (JSON.parse(text) as Tokens);
}
