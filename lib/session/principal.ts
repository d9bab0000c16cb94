/** Who asks: the person of the request's session, or a visitor. */
import { cookies } from "next/headers";
import { cache } from "react";
import type { Principal, Viewer } from "../access/policy";
import { isUnavailable } from "../db/errors";
import { sessionCookie } from "./cookies";
import { sessionOfRequest } from "./request-session";
import { principalOfRow, visitor } from "./session";

/** Whoever asks for this page, action or endpoint; looked up once per request. */
export const getPrincipal = cache(async (): Promise<Principal> => {
  const jar = await cookies();
  return principalOfRow(await sessionOfRequest(jar.get(sessionCookie().name)?.value));
});

/** Whoever asks; a visitor while the database is away. For what the whole world may see. */
export async function getPrincipalOrVisitor(): Promise<Principal> {
  try {
    return await getPrincipal();
  } catch (error) {
    if (isUnavailable(error)) return visitor;
    throw error;
  }
}

/**
 * The signed-in person, or null.
 * @public
 */
export async function getViewer(): Promise<Viewer | null> {
  const principal = await getPrincipal();
  return principal.signedIn ? principal : null;
}
