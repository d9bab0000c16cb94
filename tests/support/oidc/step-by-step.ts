/** A sign-in by HTTP, stopped before its last step: with what the provider sends the browser back. */
import type { APIRequestContext } from "playwright/test";

/** Starts a sign-in and gives the address at which the provider sends the browser back, unvisited. */
export async function untilCallback(
  request: APIRequestContext,
  providerId: string,
  callbackUrl = "/dashboards",
): Promise<string> {
  const start = `/api/auth/signin/${providerId}?callbackUrl=${encodeURIComponent(callbackUrl)}`;
  const started = await request.get(start, { maxRedirects: 0 });
  const answered = await request.get(started.headers().location ?? "", { maxRedirects: 0 });
  return answered.headers().location ?? "";
}
