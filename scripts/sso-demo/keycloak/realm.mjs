/** A realm with Foyer in it, step by step as the section Keycloak of docs/single-sign-on.md says. */

/** People of the try-out. `admins` is a group there as any other: no map makes it Foyer's. */
export const people = [
  { username: "ada", firstName: "Ada", lastName: "Lovelace", groups: ["analysts", "finance"] },
  { username: "grace", firstName: "Grace", lastName: "Hopper", groups: ["analysts", "admins"] },
  { username: "linus", firstName: "Linus", lastName: "Pauling", groups: [] },
];

/**
 * Makes the realm; gives the client's secret.
 * @param {import("./admin.mjs").KeycloakAdmin} admin
 * @param {{ foyerUrl: string, password: string }} options `password`: of everybody
 * @returns {Promise<string>}
 */
export async function setUpRealm(admin, { foyerUrl, password }) {
  await admin.ask("POST", "/realms", { realm: admin.realm, enabled: true });
  for (const name of ["analysts", "finance", "admins"])
    await admin.ask("POST", "/groups", { name });
  for (const { username, groups, ...names } of people) {
    await admin.ask("POST", "/users", {
      username,
      ...names,
      groups,
      email: `${username}@people.example`,
      emailVerified: true,
      enabled: true,
      credentials: [{ type: "password", value: password, temporary: false }],
    });
  }
  await admin.ask("POST", "/clients", clientOf(foyerUrl));
  const client = await admin.idOf("clients", "foyer");
  await admin.ask("POST", `/clients/${client}/protocol-mappers/models`, groupMembership);
  return (await admin.ask("GET", `/clients/${client}/client-secret`)).value;
}

/**
 * Steps 1, 2 and 5 of the guide.
 * @param {string} foyerUrl
 */
const clientOf = (foyerUrl) => ({
  clientId: "foyer",
  protocol: "openid-connect",
  publicClient: false,
  standardFlowEnabled: true,
  implicitFlowEnabled: false,
  directAccessGrantsEnabled: false,
  serviceAccountsEnabled: false,
  redirectUris: [`${foyerUrl}/api/auth/callback/keycloak`],
  // The console makes clients with this on, and then never calls the back-channel.
  frontchannelLogout: false,
  attributes: {
    "post.logout.redirect.uris": `${foyerUrl}/login?signedOut`,
    "backchannel.logout.url": `${foyerUrl}/api/auth/backchannel/keycloak`,
    "backchannel.logout.session.required": "true",
  },
});

/** Step 4 of the guide. */
const groupMembership = {
  name: "groups",
  protocol: "openid-connect",
  protocolMapper: "oidc-group-membership-mapper",
  config: {
    "claim.name": "groups",
    "full.path": "false",
    "id.token.claim": "true",
    "userinfo.token.claim": "true",
    "access.token.claim": "false",
  },
};
