/** next-auth's answers that only read: the CSRF token, the session, the providers. */
import { type NextRequest, NextResponse } from "next/server";
import { PRIVATE } from "../../http/problem";
import { siteOrigin } from "../../http/site-origin";
import { csrfCookie, sessionCookie } from "../../session/cookies";
import { runNextAuth } from "./next-auth";

/** The answer of one of next-auth's actions to a GET; it starts, renews and ends nothing. */
export async function readFromNextAuth(request: NextRequest, action: string): Promise<Response> {
  const names = [sessionCookie().name, csrfCookie().name];
  const cookies = Object.fromEntries(
    names.map((name) => [name, request.cookies.get(name)?.value ?? ""]),
  );
  const result = await runNextAuth({
    method: "GET",
    action,
    cookies,
    origin: siteOrigin(request.headers),
  });
  const response = NextResponse.json(result.body, { status: result.status, headers: PRIVATE });
  for (const line of result.cookies) {
    // The row, not this answer, decides how long a session lives: its cookie isn't renewed here.
    if (!line.startsWith(`${sessionCookie().name}=`)) response.headers.append("Set-Cookie", line);
  }
  return response;
}
