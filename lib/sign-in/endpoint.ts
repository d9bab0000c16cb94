/** The hardened endpoint under /api/auth: one table of what is open, and nothing else of next-auth's is. */
import type { NextRequest } from "next/server";
import { reportRefusal } from "../audit/report-refusal";
import { asAppError } from "../db/errors";
import { AppError } from "../errors/app-error";
import { problem } from "../http/problem";
import { sitePath } from "../http/site-path";
import { readFromNextAuth } from "./core/next-auth-reading";
import { redirectTo } from "./core/refusal";
import type { SignInMethod, SignInRoute } from "./core/sign-in-method";
import { signInMethods } from "./methods";
import { signOutRequest } from "./sign-out";

type Context = { params: Promise<{ nextauth: string[] }> };
type Handler = (request: NextRequest, context: Context) => Promise<Response>;
type Route = SignInRoute & { of?: SignInMethod };

const reading = (path: string): Route => {
  return { method: "GET", path, handle: (request) => readFromNextAuth(request, path) };
};
/** Pages of next-auth's own lead to ours. */
const ourPage = (path: string, page: string): Route => {
  return { method: "GET", path, handle: async () => redirectTo(sitePath(page)) };
};

const routes: readonly Route[] = [
  ...signInMethods.flatMap((of) => of.routes.map((route) => ({ ...route, of }))),
  { method: "POST", path: "signout", handle: signOutRequest },
  reading("csrf"),
  reading("session"),
  reading("providers"),
  ourPage("signin", "/login"),
  ourPage("error", "/login"),
  ourPage("signout", "/logout"),
];

function answer(method: SignInRoute["method"]): Handler {
  return async (request, context) => {
    try {
      const { nextauth } = await context.params;
      const [, provider = ""] = nextauth;
      const route = routes.find((one) => one.method === method && fits(one, nextauth));
      if (!route) throw new AppError("not-found");
      return await route.handle(request, provider);
    } catch (error) {
      reportRefusal(error);
      return problem(asAppError(error));
    }
  };
}

function fits({ path, of }: Route, segments: readonly string[]): boolean {
  const [, provider = ""] = segments;
  const withProvider = path.endsWith("/:provider");
  if (withProvider && !of?.hasProvider(provider)) return false;
  return path.replace(":provider", provider) === segments.join("/");
}

/** GET: a sign-in with a provider, and what can be read of next-auth's. */
export const getAuth: Handler = answer("GET");

/** POST: a sign-in by password, a sign-out, a provider's word that somebody signed out there. */
export const postAuth: Handler = answer("POST");
