/** What a way of signing in is made of. Each has a folder of its own, and knows none of the others. */
import type { NextRequest } from "next/server";
import type { z } from "zod";

export interface SignInRoute {
  method: "GET" | "POST";
  /** Under /api/auth; `:provider` stands for the id of a provider that the method has. */
  path: string;
  /** Answers a request. What it throws is recorded, and answered as a problem document. */
  handle: (request: NextRequest, provider: string) => Promise<Response>;
}

export interface SignInMethod {
  /** How it is called in `method` of its sessions and in the audit log: `password`, `oidc:acme`. */
  name: string;
  routes: readonly SignInRoute[];
  /** Whether it has a provider of this id: no two methods have the same. */
  hasProvider: (id: string) => boolean;
  /** What a sign-in begins with: the fields of a form, or of an address. */
  input: z.ZodType;
  /** Codes with which it refuses, in `?error=` of the sign-in page. */
  errorCodes: readonly string[];
}
