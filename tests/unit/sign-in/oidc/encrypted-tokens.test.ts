/** Tokens at rest: closed to other sessions, other secrets, and whoever changes a byte. */
import { afterEach, expect, it, vi } from "vitest";
import { decryptTokens, encryptTokens } from "@/lib/sign-in/oidc/sessions/encrypted-tokens";

const tokens = { accessToken: "at", refreshToken: "rt-very-secret", idToken: undefined };
afterEach(() => {
  vi.unstubAllEnvs();
  vi.resetModules();
});

it("open for the session they were encrypted for", () => {
  expect(decryptTokens(encryptTokens(tokens, "s1"), "s1")).toEqual({
    accessToken: "at",
    refreshToken: "rt-very-secret",
  });
});

it("show nothing of themselves, and never look the same twice", () => {
  const encrypted = encryptTokens(tokens, "s1");
  expect(Buffer.from(encrypted, "base64url").toString("latin1")).not.toContain("rt-very-secret");
  expect(encryptTokens(tokens, "s1")).not.toBe(encrypted);
});

it("don't open for another session, nor when a byte was changed or cut off", () => {
  const encrypted = encryptTokens(tokens, "s1");
  expect(decryptTokens(encrypted, "s2")).toBeNull();
  const bytes = Buffer.from(encrypted, "base64url");
  for (const at of [0, 12, bytes.length - 1]) {
    const changed = Buffer.from(bytes);
    changed[at] = (changed[at] ?? 0) ^ 1;
    expect(decryptTokens(changed.toString("base64url"), "s1")).toBeNull();
  }
  expect(decryptTokens(bytes.subarray(0, 20).toString("base64url"), "s1")).toBeNull();
});

it("don't open with another secret", async () => {
  const encrypted = encryptTokens(tokens, "s1");
  vi.stubEnv("NEXTAUTH_SECRET", "another secret for unit tests 987654321");
  vi.resetModules();
  const again = await import("@/lib/sign-in/oidc/sessions/encrypted-tokens");
  expect(again.decryptTokens(encrypted, "s1")).toBeNull();
});
