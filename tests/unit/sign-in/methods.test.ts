/** The ways of signing in keep one contract: own routes, own providers, words for each code. */
import { expect, it } from "vitest";
import { failureMessage } from "@/app/(public)/login/failure-messages";
import { signInMethods } from "@/lib/sign-in/methods";
import { configuredProvider } from "../../support/oidc/configured";

const { provider } = await configuredProvider();
const WITHOUT_WORDS = failureMessage("a code that nobody knows");

it.each(signInMethods)("$name has words for each of its codes", ({ errorCodes }) => {
  const messages = errorCodes.map((code) => failureMessage(code, "Acme"));
  expect(messages).not.toContain(WITHOUT_WORDS);
  expect(new Set(messages).size).toBe(errorCodes.length);
});

it.each(signInMethods)("$name refuses a sign-in that begins with nothing", ({ input }) => {
  expect(input.safeParse({}).success).toBe(false);
});

it("each path is answered by one way", () => {
  const methods = signInMethods.flatMap(({ name, routes }) =>
    routes.map(({ method, path }) => ({ name, at: `${method} ${path}` })),
  );
  expect(new Set(methods.map(({ at }) => at)).size).toBe(methods.length);
  expect(new Set(signInMethods.map(({ name }) => name)).size).toBe(signInMethods.length);
});

it("a provider belongs to one way", () => {
  const owners = (id: string) =>
    signInMethods.filter((method) => method.hasProvider(id)).map(({ name }) => name);
  expect(owners(provider().id)).toEqual(["oidc"]);
  expect(owners("nobody")).toEqual([]);
  expect(owners("credentials")).toEqual([]);
});
