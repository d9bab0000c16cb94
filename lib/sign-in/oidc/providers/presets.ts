/** What is known of the common identity providers, so that each needs only its address and client. */

/** Names of presets, as they are written in a provider's `preset`. */
export const presetNames = [
  "entra",
  "azure-b2c",
  "google",
  "okta",
  "auth0",
  "keycloak",
  "gitlab",
  "github",
] as const;
export type PresetName = (typeof presetNames)[number];

export interface ClaimNames {
  username: string;
  email: string;
  displayName: string;
  /** Empty when the provider names no groups. */
  groups: string;
}

export interface Preset {
  label: string;
  icon: string;
  /** For providers that have one address for everybody. */
  issuer?: string;
  /** What an issuer looks like, for the message when it is missing or wrong. */
  example: string;
  scopes: string;
  claims: ClaimNames;
  authorizationParams?: Record<string, string>;
  /** Talks OAuth 2 with an API of its own, not OpenID Connect. */
  api?: "github";
  /** Calls itself by another address than where its settings are found, on the same host. */
  issuerDiffers?: boolean;
  /** A claim that names the organisation's domain, safer than the end of an e-mail address. */
  domainClaim?: string;
  /** Can't be asked to have somebody sign in anew, nor say when they did. */
  signsInAnew?: false;
  /** Issuers that stand for any organisation whatever. */
  anybody?: RegExp;
}

const standard: ClaimNames = {
  username: "preferred_username",
  email: "email",
  displayName: "name",
  groups: "groups",
};
const SCOPES = "openid profile email";

/** What a provider without a preset gets. */
export const plain: Preset = {
  label: "single sign-on",
  icon: "key",
  example: "https://login.example.com",
  scopes: SCOPES,
  claims: standard,
};

/** By name. */
export const presets: Record<PresetName, Preset> = {
  entra: {
    label: "Microsoft",
    icon: "building",
    example: "https://login.microsoftonline.com/<tenant id>/v2.0",
    // A refresh token, by which groups are read again; and Graph, for people in many groups.
    scopes: `${SCOPES} offline_access User.Read`,
    claims: standard,
    anybody: /\/(common|organizations|consumers)(\/|$)/,
  },
  "azure-b2c": {
    label: "Microsoft",
    icon: "users",
    example: "https://<name>.b2clogin.com/<name>.onmicrosoft.com/<policy>/v2.0",
    scopes: "openid offline_access",
    claims: { ...standard, username: "name", email: "emails.0" },
    issuerDiffers: true,
  },
  google: {
    label: "Google",
    icon: "globe",
    issuer: "https://accounts.google.com",
    example: "https://accounts.google.com",
    scopes: SCOPES,
    claims: { ...standard, username: "email", groups: "" },
    domainClaim: "hd",
    signsInAnew: false,
  },
  okta: {
    label: "Okta",
    icon: "building",
    example: "https://<name>.okta.com",
    scopes: `${SCOPES} groups offline_access`,
    claims: standard,
  },
  auth0: {
    label: "Auth0",
    icon: "shield",
    example: "https://<name>.eu.auth0.com/",
    scopes: `${SCOPES} offline_access`,
    claims: { ...standard, username: "nickname" },
  },
  keycloak: {
    label: "Keycloak",
    icon: "key",
    example: "https://<host>/realms/<realm>",
    scopes: SCOPES,
    claims: standard,
  },
  gitlab: {
    label: "GitLab",
    icon: "users",
    issuer: "https://gitlab.com",
    example: "https://gitlab.com",
    scopes: SCOPES,
    claims: standard,
  },
  github: {
    label: "GitHub",
    icon: "users",
    issuer: "https://github.com",
    example: "https://github.com",
    scopes: "read:user user:email read:org",
    claims: { username: "login", email: "email", displayName: "name", groups: "groups" },
    api: "github",
    signsInAnew: false,
  },
};
