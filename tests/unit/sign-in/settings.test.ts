/** One message at a start names all that is wrong, of the process and of its ways in. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { EnvError } from "@/lib/config/env";
import { checkSettings } from "@/lib/sign-in/settings";

const NEXTAUTH_SECRET = "a secret for unit tests, 0123456789";
const folder = mkdtempSync(join(tmpdir(), "foyer-settings-"));
afterAll(() => rmSync(folder, { recursive: true }));

function wrongIn(variables: Record<string, string>): string[] {
  try {
    checkSettings({ NEXTAUTH_SECRET, ...variables });
  } catch (error) {
    if (!(error instanceof EnvError)) throw error;
    return error.message.split("\n").slice(1);
  }
  return [];
}

it("names a variable of each kind", () => {
  const lines = wrongIn({ PORT: "x", LOG_LEVEL: "loud", OIDC_ACME_ISSUER: "ftp://x" });
  expect(lines.map((line) => line.trim().split(" ")[0])).toEqual([
    "PORT",
    "LOG_LEVEL",
    "OIDC_ACME_ISSUER",
    "OIDC_ACME_CLIENT_ID",
  ]);
});

it("names what is wrong of several together, of providers, and of both", () => {
  const PROVIDERS_FILE = join(folder, "providers.json");
  writeFileSync(PROVIDERS_FILE, JSON.stringify({ providers: [{ id: "acme" }] }));
  const lines = wrongIn({
    PROVIDERS_FILE,
    SAMPLE_DATA: "0",
    SAMPLE_PASSWORD: "twelve chars",
    OIDC_GLOBEX_COLOUR: "red",
  });
  expect(lines).toHaveLength(3);
  expect(lines[0]).toContain("SAMPLE_PASSWORD is for sample users only");
  expect(lines[1]).toContain("OIDC_GLOBEX_COLOUR is not known");
  expect(lines[2]).toContain(`${PROVIDERS_FILE}: providers[0].clientId must be set`);
});

it("says that nobody could sign in, beside whatever else is wrong", () => {
  const lines = wrongIn({ PORT: "x", PASSWORD_SIGN_IN: "off" });
  expect(lines.join("\n")).toMatch(/PORT must be[^\n]*\n {2}PASSWORD_SIGN_IN must be on while/);
});

it("takes what is right, and counts an empty variable as none", () => {
  expect(checkSettings({ NEXTAUTH_SECRET, PROVIDERS_FILE: "", OIDC_ACME_ISSUER: "" }).port).toBe(
    3000,
  );
});
