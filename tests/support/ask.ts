/** Requests as somebody: what a client of any kind would send, with a session or without. */
import { newSession } from "./sign-in";

export const people = ["nobody", "carol", "alice", "bob", "admin"] as const;
export type Person = (typeof people)[number];

interface Server {
  url: string;
  databaseFile: string;
}

/** The Cookie header of a new session of this person; none for nobody. */
export async function cookieOf(server: Server, person: Person): Promise<Record<string, string>> {
  if (person === "nobody") return {};
  return { Cookie: `foyer.session=${await newSession(server.databaseFile, person)}` };
}

/** Asks for a path; redirects are not followed. */
export async function ask(
  server: { url: string },
  path: string,
  init: RequestInit = {},
): Promise<Response> {
  return fetch(server.url + path, { redirect: "manual", ...init });
}

/** Signs in as the form does; gives the whole answer. */
export async function postSignIn(
  server: { url: string },
  fields: Record<string, string>,
  headers: Record<string, string> = {},
): Promise<Response> {
  return ask(server, "/api/auth/callback/credentials", {
    method: "POST",
    headers: { Origin: server.url, Accept: "application/json", ...headers },
    body: new URLSearchParams(fields),
  });
}

/** The value of a cookie that an answer sets, or null. */
export function cookieIn(response: Response, name: string): string | null {
  const line = response.headers.getSetCookie().find((c) => c.startsWith(`${name}=`));
  return line?.slice(name.length + 1).split(";")[0] || null;
}

/** The Cookie header of the session that a sign-in has started. */
export function sessionIn(response: Response): { Cookie: string } {
  return { Cookie: `foyer.session=${cookieIn(response, "foyer.session")}` };
}
