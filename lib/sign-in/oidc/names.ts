/** What somebody will be called here: names made from a provider's claims, within our own rules. */
import { displayName, email, username } from "../../people/user-fields";
import { trustedEmail } from "./admission";
import type { Person } from "./person";
import { textAt } from "./providers/claims";
import type { Provider } from "./providers/provider";

const LONGEST = 48;

/** The username to try first. An e-mail address counts by the part before its `@`. */
export function preferredUsername({ claims }: Provider, { profile, subject }: Person): string {
  const candidates = [
    textAt(profile, claims.username),
    textAt(profile, "preferred_username"),
    textAt(profile, claims.email),
    subject,
  ];
  for (const candidate of candidates) {
    const name = asUsername(candidate ?? "");
    if (username.safeParse(name).success) return name;
  }
  return "user";
}

/** The name that others see; null when the provider gives none that could be one here. */
export function preferredDisplayName({ claims }: Provider, { profile }: Person): string | null {
  const name = [...(textAt(profile, claims.displayName) ?? "")].slice(0, 100).join("").trim();
  return displayName.safeParse(name).success ? name : null;
}

/** The e-mail address to keep; null unless the provider vouches for it. */
export function trustedEmailOf(provider: Provider, { profile }: Person): string | null {
  const address = trustedEmail(provider, profile);
  return address && email.safeParse(address).success ? address : null;
}

/** What an account is called on the account page: something its owner knows it by. */
export function accountLabel({ claims }: Provider, { profile, subject }: Person): string {
  const name = textAt(profile, claims.email) ?? textAt(profile, claims.username) ?? subject;
  return visible(name);
}

/** A provider's text as a page may show it: no characters that hide or turn others, 100 at most. */
export function visible(text: string): string {
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
