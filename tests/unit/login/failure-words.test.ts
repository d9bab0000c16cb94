/** What the sign-in page says of a failure named in its address. */
import { expect, it } from "vitest";
import { failureWords } from "@/app/(public)/login/failure-words";

it.each([
  ["wrong-credentials", undefined, "Wrong username or password."],
  ["invalid-input", undefined, "Enter your username or email and your password."],
  ["too-many-attempts", "30", "Too many attempts. Try again in 30 seconds."],
  ["too-many-attempts", "61", "Too many attempts. Try again in 2 minutes."],
  ["too-many-attempts", "-1", "Too many attempts. Try again later."],
  ["too-many-attempts", "1e99", "Too many attempts. Try again later."],
  ["too-many-attempts", "soon", "Too many attempts. Try again later."],
  ["<b>Call us</b>", undefined, "Signing in did not work. Try again."],
  ["constructor", undefined, "Signing in did not work. Try again."],
  ["", undefined, "Signing in did not work. Try again."],
])("%s, %s: %s", (code, retryAfter, words) => {
  expect(failureWords(code, retryAfter)).toBe(words);
});

it("is silent when nothing failed", () => {
  expect(failureWords(undefined, "30")).toBeNull();
});
