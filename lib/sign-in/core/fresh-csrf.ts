/** next-auth's CSRF token, made here: a form without JavaScript, or a link, can't fetch one. */
import { csrfCookie } from "../../session/cookies";
import { runNextAuth } from "./next-auth";

/**
 * Token and cookie for a request that next-auth is to believe. The caller has made sure that it is
 * from this site, or changes nothing.
 */
export async function freshCsrf(origin: string): Promise<{ token: string; cookie: string }> {
  const { body, cookies } = await runNextAuth({
    method: "GET",
    action: "csrf",
    cookies: {},
    origin,
  });
  const line = cookies.find((c) => c.startsWith(`${csrfCookie().name}=`)) ?? "";
  const value = line.slice(line.indexOf("=") + 1).split(";")[0] ?? "";
  return { token: (body as { csrfToken: string }).csrfToken, cookie: decodeURIComponent(value) };
}
