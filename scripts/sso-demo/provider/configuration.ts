/** How oidc-provider is set up: code with PKCE, refresh tokens that change, both ways of signing out. */
import type { ClientMetadata, Configuration, JWK } from "oidc-provider";
import { html, Markup, page } from "./page";
import type { People } from "./people";
import type { Store } from "./store";

const HOUR = 60 * 60;

export interface ProviderParts {
  /** Keeps the cookies of several providers on one host apart. */
  name: string;
  people: People;
  store: Store;
  keys: readonly JWK[];
  clients: readonly ClientMetadata[];
  /** How logout tokens leave the provider. */
  fetch: typeof globalThis.fetch;
}

/** The configuration of one provider. */
export function configuration({
  name,
  people,
  store,
  keys,
  clients,
  fetch,
}: ProviderParts): Configuration {
  return {
    adapter: (model: string) => store.adapter(model),
    jwks: { keys: [...keys] },
    clients: [...clients],
    clientDefaults: { grant_types: ["authorization_code", "refresh_token"] },
    // Groups come with the scope of the same name, as at Okta, and with the profile, as at Keycloak.
    claims: {
      openid: ["sub"],
      profile: ["name", "preferred_username", "groups", "oid", "roles"],
      email: ["email", "email_verified"],
      groups: ["groups"],
    },
    scopes: ["openid", "offline_access"],
    // All claims are in the ID token too, as most providers do it.
    conformIdTokenClaims: false,
    findAccount: (_ctx, sub) => {
      const person = people.get(sub);
      return person && { accountId: sub, claims: async () => person };
    },
    cookies: {
      keys: ["for a provider that lives as long as its process"],
      names: {
        session: `${name}_session`,
        interaction: `${name}_interaction`,
        resume: `${name}_resume`,
      },
    },
    features: {
      devInteractions: { enabled: false },
      backchannelLogout: { enabled: true },
      revocation: { enabled: true },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: async (ctx, form) => {
          ctx.body = signOutPage(form);
        },
        postLogoutSuccessSource: async (ctx) => {
          ctx.body = page("You are signed out", html`<p>Nobody is signed in here any more.</p>`);
        },
      },
    },
    renderError: async (ctx, out) => {
      ctx.type = "html";
      ctx.body = page(
        "This could not be done",
        html`<p>${out.error}</p><p>${out.error_description}</p>`,
      );
    },
    interactions: { url: (_ctx, { uid }) => `/interaction/${uid}` },
    issueRefreshToken: async (_ctx, client) => client.grantTypeAllowed("refresh_token"),
    // Each is good once: whoever uses one twice loses all.
    rotateRefreshToken: true,
    pkce: { required: () => true },
    ttl: {
      AccessToken: HOUR,
      AuthorizationCode: 60,
      Grant: 24 * HOUR,
      IdToken: HOUR,
      Interaction: HOUR,
      RefreshToken: 24 * HOUR,
      Session: 24 * HOUR,
    },
    fetch: (url, options) => fetch(url, options),
  };
}

/** `form` is the provider's own, with what protects it; the button belongs to it. */
function signOutPage(form: string): string {
  return page(
    "Sign out of the local provider too?",
    html`${new Markup(form)}
<button form="op.logoutForm" name="logout" value="yes">Sign out</button>
<button form="op.logoutForm">Stay signed in</button>`,
  );
}
