/** Wrong settings are refused at start, by the name of the key and what it should be. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "playwright/test";
import { refusedFoyer } from "../../support/foyer";

const right = {
  OIDC_ACME_ISSUER: "https://login.acme.example",
  OIDC_ACME_CLIENT_ID: "foyer",
  OIDC_ACME_CLIENT_SECRET: "secret",
};

/** Settings, the key that must be named, and a word of what it should be. */
const variables: Record<string, [Record<string, string>, string, RegExp]> = {
  "no issuer": [{ ...right, OIDC_ACME_ISSUER: "" }, "OIDC_ACME_ISSUER", /must be set/],
  "an issuer without https": [
    { ...right, OIDC_ACME_ISSUER: "http://login.acme.example" },
    "OIDC_ACME_ISSUER",
    /https/,
  ],
  "an issuer that is no address": [
    { ...right, OIDC_ACME_ISSUER: "acme" },
    "OIDC_ACME_ISSUER",
    /https address/,
  ],
  "an issuer for everybody": [
    {
      ...right,
      OIDC_ACME_PRESET: "entra",
      OIDC_ACME_ISSUER: "https://login.microsoftonline.com/common/v2.0",
    },
    "OIDC_ACME_ISSUER",
    /tenant/,
  ],
  "no client id": [{ ...right, OIDC_ACME_CLIENT_ID: "" }, "OIDC_ACME_CLIENT_ID", /must be set/],
  "a key that is none": [
    { ...right, OIDC_ACME_CLIENT_SECRET: "", OIDC_ACME_PRIVATE_KEY: "x" },
    "OIDC_ACME_PRIVATE_KEY",
    /private key/,
  ],
  "a misspelt key": [{ ...right, OIDC_ACME_CLIENTID: "x" }, "OIDC_ACME_CLIENTID", /not known/],
  "another preset": [{ ...right, OIDC_ACME_PRESET: "acme" }, "OIDC_ACME_PRESET", /entra/],
  "another way of signing out": [
    { ...right, OIDC_ACME_SIGN_OUT: "yes" },
    "OIDC_ACME_SIGN_OUT",
    /"local" or "provider"/,
  ],
  "a parameter of Foyer's own": [
    { ...right, OIDC_ACME_AUTHORIZATION_PARAMS: "state=1" },
    "OIDC_ACME_AUTHORIZATION_PARAMS",
    /state/,
  ],
  "groups read too often": [{ ...right, GROUP_REFRESH: "0" }, "GROUP_REFRESH", /1/],
  "passwords off, and no provider": [{ PASSWORD_SIGN_IN: "off" }, "PASSWORD_SIGN_IN", /must be on/],
  "no such file of providers": [
    { PROVIDERS_FILE: "/nowhere/providers.json" },
    "PROVIDERS_FILE",
    /not there/,
  ],
  "a site address with a query": [{ APP_URL: "http://localhost/x?y" }, "APP_URL", /path/],
};

for (const [error, [env, key, words]] of Object.entries(variables)) {
  test(`refuses to start with ${error}`, async () => {
    const { status, output } = await refusedFoyer({ env });
    expect(status).toBe(1);
    const line = output.split("\n").find((text) => text.trim().startsWith(key));
    expect(line, output).toMatch(words);
  });
}

const base = { id: "acme", issuer: "https://login.acme.example", clientId: "foyer" };

/** What is in the file, the place that must be named, and a word of what it should be. */
const files: Record<string, [unknown, RegExp]> = {
  "no JSON": ["{", /must be readable JSON/],
  "no list": [{ provider: [] }, /providers must be a list/],
  "an unknown key": [{ providers: [{ ...base, clientID: "x" }] }, /providers\[0\].*clientID/],
  "a wrong kind of value": [
    { providers: [{ ...base, allowedDomains: "acme.example" }] },
    /providers\[0\]\.allowedDomains must be a list/,
  ],
  "an unknown claim": [{ providers: [{ ...base, claims: { role: "x" } }] }, /claims.*role/],
  "an id with other characters": [
    { providers: [{ ...base, id: "Acme Inc" }] },
    /providers\[0\]\.id .*small letters/,
  ],
  "one id twice": [{ providers: [base, base] }, /acme is there twice/],
  "a variable that is not set": [
    { providers: [{ ...base, clientSecret: `\${${"NOBODY_SET_THIS"}}` }] },
    /providers\[0\].*NOBODY_SET_THIS/,
  ],
};

for (const [error, [content, words]] of Object.entries(files)) {
  test(`refuses a file of providers with ${error}`, async () => {
    const folder = mkdtempSync(join(tmpdir(), "foyer-providers-"));
    const file = join(folder, "providers.json");
    writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
    const { status, output } = await refusedFoyer({ env: { PROVIDERS_FILE: file } });
    rmSync(folder, { recursive: true });
    expect(status).toBe(1);
    expect(output).toMatch(words);
  });
}
