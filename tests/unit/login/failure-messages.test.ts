/** What the sign-in page says of a failure named in its address. */
import { expect, it } from "vitest";
import { failureMessage } from "@/app/(public)/login/failure-messages";

it.each([
  ["wrong-credentials", "Wrong username or password."],
  ["invalid-input", "Enter your username or email and your password."],
  ["<b>Call us</b>", "Signing in did not work. Try again."],
  ["constructor", "Signing in did not work. Try again."],
  ["", "Signing in did not work. Try again."],
])("%s: %s", (code, words) => {
  expect(failureMessage(code)).toBe(words);
});

it("is silent when nothing failed", () => {
  expect(failureMessage(undefined)).toBeNull();
});

it("says that a second tab may be why a sign-in is over, and not only that it was slow", () => {
  const words = failureMessage("sign-in-expired", "Acme");
  expect(words).toContain("another tab");
  expect(words).toContain("Start again");
});
