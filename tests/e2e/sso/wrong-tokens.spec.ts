/** Tokens that are wrong in one respect: nobody gets in, nothing is left behind, one line says so. */
import { expectRefused } from "../../support/oidc/census";
import { type Behaviour, HOSTILE_SECRET } from "../../support/oidc/hostile-provider";
import {
  byAnotherKey,
  byUnknownKey,
  hmacWithClientSecret,
  hmacWithPublicKey,
  tampered,
  unsigned,
  withHeader,
  withItsOwnKey,
  withLaw,
  withoutSignature,
} from "../../support/oidc/hostile-tokens";
import { expect, test } from "../../support/oidc/sso-test";

const now = () => Math.floor(Date.now() / 1000);
const withClaims = (change: Record<string, unknown>): Partial<Behaviour> => ({
  claims: (claims) => ({ ...claims, ...change }),
});
const audiences = ["foyer", "another-client"];

const wrong: Record<string, Partial<Behaviour>> = {
  "another issuer": withClaims({ iss: "https://login.example.com" }),
  "the issuer with a slash more": { claims: (c) => ({ ...c, iss: `${c.iss}/` }) },
  "no issuer": withClaims({ iss: undefined }),
  "another audience": withClaims({ aud: "another-client" }),
  "no audience": withClaims({ aud: undefined }),
  "several audiences, and none said to be authorised": withClaims({ aud: audiences }),
  "several audiences, and another authorised": withClaims({ aud: audiences, azp: audiences[1] }),
  "another authorised party": withClaims({ azp: "another-client" }),
  "another nonce": withClaims({ nonce: "another" }),
  "no nonce": withClaims({ nonce: undefined }),
  "a time that is over": { claims: (c) => ({ ...c, iat: now() - 7200, exp: now() - 3600 }) },
  "no end": withClaims({ exp: undefined }),
  "an end that is no number": withClaims({ exp: "later" }),
  "a beginning in the future": { claims: (c) => ({ ...c, iat: now() + 3600, exp: now() + 7200 }) },
  "validity only later": { claims: (c) => ({ ...c, nbf: now() + 3600, exp: now() + 7200 }) },
  "no subject": withClaims({ sub: undefined }),
  "an empty subject": withClaims({ sub: "" }),
  "a subject that is a number": withClaims({ sub: 1 }),
  "a subject of 300 letters": withClaims({ sub: "x".repeat(300) }),
  "no signature at all (alg none)": { sign: unsigned },
  "its signature cut off": { sign: withoutSignature },
  "claims changed after signing": { sign: tampered },
  "the published key taken for a shared secret (HS256)": { sign: hmacWithPublicKey },
  "the client's secret as its key (HS256)": { sign: hmacWithClientSecret(HOSTILE_SECRET) },
  "a key that nobody published": { sign: byUnknownKey },
  "another key under the published name": { sign: byAnotherKey },
  "an extension that must be understood": { sign: withLaw },
  "a key that it brings along": { sign: withItsOwnKey },
  "the kind of a logout token": { sign: withHeader({ typ: "logout+jwt" }) },
  "the kind of an access token": { sign: withHeader({ typ: "application/at+jwt" }) },
  "the hash of another access token": withClaims({ at_hash: "LDktKdoQak3Pk0cnXxCltA" }),
  "a hash that is no text": withClaims({ at_hash: 1 }),
  "no beginning": withClaims({ iat: undefined }),
  "a beginning that is no number": withClaims({ iat: "now" }),
  "a nonce that is a list": { claims: (c) => ({ ...c, nonce: [c.nonce] }) },
  "a sign-in that was at no time": withClaims({ auth_time: "now" }),
  "no access token": { tokens: (a) => ({ ...a, access_token: undefined }) },
  "tokens of a kind that we can't use": { tokens: (a) => ({ ...a, token_type: "mac" }) },
  "no ID token beside the access token": { tokens: (a) => ({ ...a, id_token: undefined }) },
  "something else for an ID token": { tokens: (a) => ({ ...a, id_token: "not.a.token" }) },
  "an ID token that is an object": { tokens: (a) => ({ ...a, id_token: { sub: "eve" } }) },
  "user info about somebody else": { userinfo: (claims) => ({ ...claims, sub: "mallory" }) },
  "user info about nobody": { userinfo: (claims) => ({ ...claims, sub: undefined }) },
};

test.afterEach(({ sso }) => sso.evil.behave());

for (const [error, behaviour] of Object.entries(wrong)) {
  test(`refuses ${error}`, async ({ sso, enter }) => {
    sso.evil.behave(behaviour);
    const line = await expectRefused(sso.foyer.databaseFile, async () => {
      const answer = await enter("evil");
      expect(answer.url()).toContain("/login?error=token-invalid");
    });
    expect(line).toMatchObject({ action: "session.started", via: "oidc:evil" });
  });
}

test("takes the same token when nothing is wrong with it", async ({ sso, enter }) => {
  const answer = await enter("evil", "/account");
  expect(answer.url()).toBe(`${sso.foyer.url}/account`);
});
