/** Where forms may lead on: here, and to what was handed over, as it is known at that moment. */
import { expect, it } from "vitest";
import { registerFormOrigins } from "@/lib/http/form-origins";
import { contentSecurityPolicy } from "@/lib/http/security-headers";

const formAction = () =>
  contentSecurityPolicy("n")
    .split("; ")
    .find((directive) => directive.startsWith("form-action"));

it("leads forms nowhere else before anything is handed over", () => {
  expect(formAction()).toBe("form-action 'self'");
});

it("asks for each answer what was handed over", () => {
  const origins: string[] = ["https://login.example"];
  registerFormOrigins(() => origins);
  expect(formAction()).toBe("form-action 'self' https://login.example");
  origins.push("https://signout.example");
  expect(formAction()).toBe("form-action 'self' https://login.example https://signout.example");
});
