/** What somebody will be called here: names made from a provider's, within our own rules. */
import { displayName, email, username } from "../../people/user-fields";
import type { Candidate } from "./candidate";

const LONGEST = 48;

/** The username to try first. An e-mail address counts by the part before its `@`. */
export function preferredUsername(candidate: Candidate): string {
  const { username: own, otherUsernames, email, subject } = candidate;
  for (const text of [own, ...otherUsernames, email, subject]) {
    const name = asUsername(text ?? "");
    if (username.safeParse(name).success) return name;
  }
  return "user";
}

/** The name that others see; null when the provider gives none that could be one here. */
export function preferredDisplayName(candidate: Candidate): string | null {
  const name = [...(candidate.displayName ?? "")].slice(0, 100).join("").trim();
  return displayName.safeParse(name).success ? name : null;
}

/** The e-mail address to keep; null unless the provider vouches for it. */
export function trustedEmailOf(candidate: Candidate): string | null {
  const address = candidate.emailTrusted ? candidate.email : undefined;
  return address && email.safeParse(address).success ? address : null;
}

/** What an account is called on the account page: something its owner knows it by. */
export function accountLabel({ email, username, subject }: Candidate): string {
  return displayable(email ?? username ?? subject);
}

/** A provider's text as a page may show it: no characters that hide or turn others, 100 at most. */
export function displayable(text: string): string {
  return [...text.replace(/\p{C}/gu, "")].slice(0, 100).join("");
}

function asUsername(text: string): string {
  const local = text.normalize("NFKC").replace(/@.*$/su, "");
  const plain = local.replace(/[^\p{L}\p{M}\p{N}._-]+/gu, "-").replace(/^[^\p{L}\p{N}]+/u, "");
  return [...plain]
    .slice(0, LONGEST)
    .join("")
    .replace(/[._-]+$/u, "");
}
