/**
 * The one file that runs next-auth. It gets requests made here from checked parts, never the
 * client's own, and its session token is our own opaque one: see docs/decisions/001.
 */
import type { NextApiRequest, NextApiResponse } from "next";
import NextAuth, { type AuthOptions, type CookiesOptions, type User } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import type { OAuthConfig } from "next-auth/providers/oauth";
import { env } from "../../config/env";
import { returnPath } from "../../http/return-path";
import { log } from "../../log/log";
import { callbackCookie, csrfCookie, sessionCookie } from "../../session/cookies";
import { liveSession, viewerOf } from "../../session/session";

export type { User } from "next-auth";
export { decode, encode } from "next-auth/jwt";

/** A way there and back for a browser, by a provider, with the names of the cookies it keeps. */
export interface RedirectFlow {
  provider: OAuthConfig<Record<string, unknown>>;
  cookies: Partial<CookiesOptions>;
}

/** A request for next-auth: `/api/auth/<action>/<provider>`. */
export interface AuthRequest {
  method: "GET" | "POST";
  action: string;
  provider?: string;
  query?: Record<string, string>;
  body?: Record<string, string>;
  cookies: Record<string, string>;
  /** Where this site is for the client that asks: scheme, host and port. */
  origin: string;
  /** Checks credentials and starts a session: gives its token, or null to refuse. */
  signIn?: () => Promise<{ userId: string; sessionToken: string } | null>;
  /** A sign-in with an identity provider. */
  flow?: RedirectFlow;
}

export interface AuthResult {
  status: number;
  location: string | null;
  /** Whole Set-Cookie lines. */
  cookies: string[];
  body: unknown;
}

/** Has next-auth answer a request. Throws `unavailable` when the session can't be read. */
export async function runNextAuth(request: AuthRequest): Promise<AuthResult> {
  const { method, action, provider, query, body, cookies } = request;
  const nextauth = provider ? [action, provider] : [action];
  const result: AuthResult = { status: 200, location: null, cookies: [], body: null };
  const apiRequest = {
    method,
    cookies,
    headers: {},
    body: body ?? {},
    query: { ...query, nextauth },
  };
  // next-auth takes whatever goes wrong while a session is read for somebody who has none.
  const errors: unknown[] = [];
  const options = optionsFor(request, (error) => errors.push(error));
  // next-auth reads these five fields and nothing else: the rest of a real request stays away from it.
  await NextAuth(apiRequest as unknown as NextApiRequest, collector(result), options);
  if (errors.length > 0) throw errors[0];
  return result;
}

function optionsFor(request: AuthRequest, onError: (error: unknown) => void): AuthOptions {
  return {
    secret: env().secret,
    providers: [
      CredentialsProvider({
        name: "Password",
        credentials: { username: {}, password: {} },
        authorize: async (): Promise<User | null> => {
          const started = await request.signIn?.();
          return started ? { id: started.userId, sessionToken: started.sessionToken } : null;
        },
      }),
      ...(request.flow ? [request.flow.provider] : []),
    ],
    session: { strategy: "jwt", maxAge: 30 * 24 * 60 * 60 },
    pages: { signIn: "/login", signOut: "/logout", error: "/login" },
    jwt: {
      encode: async ({ token }) => token?.sessionToken ?? "",
      decode: async ({ token }) => {
        const row = await liveSession(token).catch((error: unknown) => {
          onError(error);
          throw error;
        });
        return row && token ? { sessionToken: token, viewer: viewerOf(row) } : null;
      },
    },
    callbacks: {
      redirect: async ({ url }) => request.origin + returnPath(url, env().origins),
      // Only what the server itself put there is read; an `update()` from a client changes nothing.
      jwt: async ({ token, user }) => (user ? { sessionToken: user.sessionToken } : token),
      session: async ({ token: { viewer } }) => ({
        user: { name: viewer?.username ?? null },
        groups: viewer?.groups ?? [],
        expires: (viewer?.session.expiresAt ?? new Date(0)).toISOString(),
      }),
    },
    cookies: {
      sessionToken: sessionCookie(),
      csrfToken: csrfCookie(),
      callbackUrl: callbackCookie(),
      ...request.flow?.cookies,
    },
    logger: {
      error: (code) => log().error({ code }, "next-auth"),
      warn: (code) => log().debug({ code }, "next-auth"),
      debug: () => {},
    },
  };
}

/** As much of a response as next-auth writes to, kept in `result`. */
function collector(result: AuthResult): NextApiResponse {
  const response = {
    getHeader: (name: string) => (name.toLowerCase() === "set-cookie" ? result.cookies : undefined),
    setHeader(name: string, value: string | string[]) {
      if (name.toLowerCase() === "set-cookie") result.cookies = [value].flat();
      if (name.toLowerCase() === "location") result.location = String(value);
      return response;
    },
    status(code: number) {
      result.status = code;
      return response;
    },
    json(body: unknown) {
      result.body = body;
    },
    send(body: unknown) {
      result.body = body;
    },
    end() {},
  };
  // As much of a response as next-auth uses; a real one would be written to the client.
  return response as unknown as NextApiResponse;
}
