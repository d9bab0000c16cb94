/** next-auth's own cookies (state, nonce, PKCE verifier) as a pending sign-in keeps them: one small cookie for all. */
import { env } from "../../../config/env";
import { decode, encode } from "../../core/next-auth";
import { SIGN_IN_SECONDS } from "../protocol/authorization";
import type { PendingSignIn } from "./pending-sign-ins";

type Part = "state" | "nonce" | "verifier";

/** What next-auth calls them. No browser sees these names. */
export const checkCookies = {
  state: named("state"),
  nonce: named("nonce"),
  pkceCodeVerifier: named("verifier"),
  callbackUrl: named("return"),
};

function named(name: string) {
  return { name, options: { maxAge: SIGN_IN_SECONDS } };
}

/** The checks in the Set-Cookie lines with which next-auth begins a sign-in; null when one is missing. */
export async function checksIn(lines: readonly string[]): Promise<Record<Part, string> | null> {
  const value = async (part: Part) => {
    const line = lines.find((text) => text.startsWith(`${part}=`)) ?? "";
    const token = decodeURIComponent(line.slice(part.length + 1).split(";")[0] ?? "");
    const decoded = await decode({ token, secret: env().secret, salt: part });
    return typeof decoded?.value === "string" ? decoded.value : null;
  };
  const state = await value("state");
  const nonce = await value("nonce");
  const verifier = await value("verifier");
  return state && nonce && verifier ? { state, nonce, verifier } : null;
}

/** The cookies with which next-auth believes that one was begun in this browser. */
export async function cookiesOf(pending: PendingSignIn, provider: string) {
  const entry = async (part: Part) => {
    const token = { value: pending[part], provider };
    const { secret } = env();
    return [part, await encode({ token, secret, salt: part, maxAge: SIGN_IN_SECONDS })];
  };
  return Object.fromEntries(await Promise.all([entry("state"), entry("nonce"), entry("verifier")]));
}
