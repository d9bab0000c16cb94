/** The cookies Foyer sets. On https their names carry `__Host-`, so that no other host can plant them. */
import { env } from "../config/env";

export interface CookieSpec {
  name: string;
  options: { httpOnly: true; sameSite: "lax"; path: "/"; secure: boolean };
}

function spec(name: string): CookieSpec {
  const secure = env().https;
  return {
    name: secure ? `__Host-foyer.${name}` : `foyer.${name}`,
    options: { httpOnly: true, sameSite: "lax", path: "/", secure },
  };
}

/** The session's token. */
export const sessionCookie = () => spec("session");
/** A device in which somebody has signed in before. */
export const deviceCookie = () => spec("device");
/** next-auth's double-submit token. */
export const csrfCookie = () => spec("csrf");
/** Where next-auth remembers to go after sign-in. */
export const callbackCookie = () => spec("callback");
/** One sign-in with a provider that is under way: `attempt` tells those of several tabs apart. */
export const flowCookie = (provider: string, attempt: string) =>
  spec(`flow.${provider}.${attempt}`);
/** What a sign-in form without JavaScript had in it, for the next page. */
export const flashCookie = () => spec("flash");
