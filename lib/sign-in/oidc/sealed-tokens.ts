/** Tokens at rest: encrypted, and bound to their session. */
import { open, seal } from "../core/sealing";
import type { Tokens } from "./tokens";

const purpose = "tokens of providers";

/** The tokens as the database keeps them. They open only for the same `owner`, the session's id. */
export function sealTokens(tokens: Tokens, owner: string): string {
  return seal(JSON.stringify(tokens), { purpose, owner });
}

/** The tokens again, or null when they were sealed with another secret, for another owner, or changed. */
export function openTokens(sealed: string, owner: string): Tokens | null {
  const text = open(sealed, { purpose, owner });
  return text === null ? null : (JSON.parse(text) as Tokens);
}
