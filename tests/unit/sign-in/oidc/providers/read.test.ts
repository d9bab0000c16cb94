/** Providers from file and variables: what is understood, and how what is wrong is named. */
import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { presetNames, presets } from "@/lib/sign-in/oidc/providers/presets";
import { readProviders } from "@/lib/sign-in/oidc/providers/read";
import { checkSettings } from "@/lib/sign-in/settings";

const folder = mkdtempSync(join(tmpdir(), "foyer-providers-"));
const path = join(folder, "providers.json");
afterAll(() => rmSync(folder, { recursive: true }));

function fromFile(content: unknown, variables: Record<string, string> = {}) {
  writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content));
  return readProviders({ file: { path, required: true }, variables });
}

function fromVariables(variables: Record<string, string>) {
  return readProviders({ file: { path: join(folder, "none.json"), required: false }, variables });
}

/** As it is written in the file. */
const SECRET = ["$", "{A_KEY}"].join("");
const acme = { OIDC_ACME_ISSUER: "https://acme.example", OIDC_ACME_CLIENT_ID: "foyer" };

describe("variables", () => {
  it("make a provider with the usual scopes and claims", () => {
    const { providers, errors } = fromVariables({ ...acme, OIDC_ACME_LABEL: "Acme" });
    expect(errors).toEqual([]);
    expect(providers).toMatchObject([
      {
        id: "acme",
        label: "Acme",
        scopes: "openid profile email",
        claims: { username: "preferred_username", groups: "groups" },
        trustEmail: false,
        provision: "create",
        signOut: "local",
        refreshGroups: true,
      },
    ]);
  });

  it("take a name of several words, and lists, pairs and parameters", () => {
    const { providers, errors } = fromVariables({
      OIDC_ACME_EU_ISSUER: "https://acme.example",
      OIDC_ACME_EU_CLIENT_ID: "foyer",
      OIDC_ACME_EU_GROUPS_CLAIM: "realm_access.roles",
      OIDC_ACME_EU_ALLOWED_DOMAINS: "acme.example, ACME.test",
      OIDC_ACME_EU_GROUP_MAP: "cn=fin=finance, dash-*=*",
      OIDC_ACME_EU_AUTHORIZATION_PARAMS: "prompt=login&domain_hint=acme.example",
      OIDC_ACME_EU_TRUST_EMAIL: "on",
    });
    expect(errors).toEqual([]);
    expect(providers[0]).toMatchObject({
      id: "acme-eu",
      claims: { groups: "realm_access.roles" },
      allowedDomains: ["acme.example", "acme.test"],
      groupMap: { "cn=fin": "finance", "dash-*": "*" },
      authorizationParams: { prompt: "login", domain_hint: "acme.example" },
      trustEmail: true,
    });
  });

  it.each([
    [{ OIDC_ACME_CLIENT_ID: "x" }, "OIDC_ACME_ISSUER", "must be set"],
    [{ OIDC_ACME_ISSUER: "https://acme.example" }, "OIDC_ACME_CLIENT_ID", "must be set"],
    [{ ...acme, OIDC_ACME_ISSUER: "http://acme.example" }, "OIDC_ACME_ISSUER", "https"],
    [{ ...acme, OIDC_ACME_ISSUER: "acme" }, "OIDC_ACME_ISSUER", "https"],
    [{ ...acme, OIDC_ACME_PRESET: "keycloack" }, "OIDC_ACME_PRESET", "keycloak"],
    [{ ...acme, OIDC_ACME_COLOUR: "red" }, "OIDC_ACME_COLOUR", "is not known"],
    [{ ...acme, OIDC_ACME_TRUST_EMAIL: "maybe" }, "OIDC_ACME_TRUST_EMAIL", "true or false"],
    [{ ...acme, OIDC_ACME_PROVISION: "all" }, "OIDC_ACME_PROVISION", '"invited-only"'],
    [{ ...acme, OIDC_ACME_SIGN_OUT: "both" }, "OIDC_ACME_SIGN_OUT", '"provider"'],
    [{ ...acme, OIDC_ACME_PRIVATE_KEY: "nonsense" }, "OIDC_ACME_PRIVATE_KEY", "PEM"],
    [{ ...acme, OIDC_ACME_ICON: "<svg>" }, "OIDC_ACME_ICON", "data:image"],
    [
      { ...acme, OIDC_ACME_AUTHORIZATION_PARAMS: "redirect_uri=https://evil.example" },
      "OIDC_ACME_AUTHORIZATION_PARAMS",
      "Foyer sets itself",
    ],
    [{ ...acme, OIDC_ACME_GROUP_MAP: "x=a;b" }, "OIDC_ACME_GROUP_MAP", "group"],
  ])("are refused by name: %j", (variables, key, words) => {
    const { errors } = fromVariables(variables as Record<string, string>);
    expect(errors).toHaveLength(1);
    expect(errors[0]?.key).toBe(key);
    expect(errors[0]?.message).toContain(words);
  });

  it("don't allow a secret and a key at once", () => {
    const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
    const pem = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
    const one = { ...acme, OIDC_ACME_PRIVATE_KEY: pem.replaceAll("\n", "\\n") };
    expect(fromVariables(one).errors).toEqual([]);
    const { errors } = fromVariables({ ...one, OIDC_ACME_CLIENT_SECRET: "s" });
    expect(errors.map(({ key }) => key)).toEqual(["OIDC_ACME_PRIVATE_KEY"]);
  });
});

describe("the file", () => {
  it("takes secrets from the environment", () => {
    const provider = { id: "a", issuer: "https://a.example", clientId: "x", clientSecret: SECRET };
    expect(fromFile({ providers: [provider] }, { A_KEY: "hush" }).providers[0]?.clientSecret).toBe(
      "hush",
    );
    const { errors } = fromFile({ providers: [provider] });
    expect(errors[0]).toEqual({
      key: `${path}: providers[0].clientSecret`,
      message: `speaks of ${SECRET}, a variable that is not set`,
    });
  });

  it("names what is wrong by its place", () => {
    const { errors } = fromFile({
      providers: [{ id: "A b", issuer: "https://a.example", clientId: 1, claims: { mail: "x" } }],
      more: 1,
    });
    expect(errors.map(({ key }) => key.slice(path.length + 2)).sort()).toEqual([
      "more",
      "providers[0].claims",
      "providers[0].clientId",
      "providers[0].id",
    ]);
  });

  it("must be there when it was asked for, and JSON", () => {
    const missing = readProviders({
      file: { path: "/nowhere.json", required: true },
      variables: {},
    });
    expect(missing.errors[0]?.key).toBe("PROVIDERS_FILE");
    expect(fromFile("{").errors[0]).toMatchObject({ key: path });
  });

  it("gives way to a variable of the same provider, setting by setting", () => {
    const file = { id: "acme", label: "From file", issuer: "https://old.example", clientId: "x" };
    const { providers, errors } = fromFile({ providers: [file] }, acme);
    expect(errors).toEqual([]);
    expect(providers).toMatchObject([{ label: "From file", issuer: "https://acme.example" }]);
  });

  it("may not have two of the same id", () => {
    const one = { id: "a", issuer: "https://a.example", clientId: "x" };
    expect(fromFile({ providers: [one, one] }).errors[0]?.message).toContain("twice");
  });
});

describe("presets", () => {
  it.each(presetNames)(
    "%s needs its client, and its address unless there is one for all",
    (name) => {
      const client = { OIDC_P_PRESET: name, OIDC_P_CLIENT_ID: "x" };
      const alone = fromVariables(client);
      const { issuer, label } = presets[name];
      expect(alone.errors.map(({ key }) => key)).toEqual(issuer ? [] : ["OIDC_P_ISSUER"]);
      const { providers, errors } = fromVariables({
        ...client,
        OIDC_P_ISSUER: "https://i.example",
      });
      expect(errors).toEqual([]);
      expect(providers[0]).toMatchObject({ issuer: "https://i.example", label, preset: name });
    },
  );

  it("Entra’s address must be one organisation’s", () => {
    const { errors } = fromVariables({
      OIDC_E_PRESET: "entra",
      OIDC_E_CLIENT_ID: "x",
      OIDC_E_ISSUER: "https://login.microsoftonline.com/common/v2.0",
    });
    expect(errors[0]?.message).toContain("lets anybody in");
  });
});

describe("the environment", () => {
  const NEXTAUTH_SECRET = "a secret for unit tests, 0123456789";

  it("refuses to start, naming each key", () => {
    expect(() => checkSettings({ NEXTAUTH_SECRET, OIDC_ACME_ISSUER: "ftp://x" })).toThrow(
      /OIDC_ACME_ISSUER must be an https address[\s\S]*OIDC_ACME_CLIENT_ID must be set/,
    );
  });

  it("doesn't turn passwords off while there is no other way in", () => {
    expect(() => checkSettings({ NEXTAUTH_SECRET, PASSWORD_SIGN_IN: "off" })).toThrow(
      /PASSWORD_SIGN_IN must be on/,
    );
    const settings = checkSettings({ NEXTAUTH_SECRET, PASSWORD_SIGN_IN: "off", ...acme });
    expect(settings.passwordSignIn).toBe(false);
  });
});
