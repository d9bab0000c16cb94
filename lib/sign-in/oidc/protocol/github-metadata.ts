/** GitHub's addresses, which it publishes in its manual rather than in a discovery document. */
import type { Metadata } from "./metadata";

/** For github.com, and for an Enterprise Server at another address. */
export function githubMetadata(issuer: string): Metadata {
  return {
    issuer,
    authorization_endpoint: `${issuer}/login/oauth/authorize`,
    token_endpoint: `${issuer}/login/oauth/access_token`,
    jwks_uri: `${issuer}/`,
    userinfo_endpoint: `${githubApi(issuer)}/user`,
    token_endpoint_auth_methods_supported: ["client_secret_post"],
    authorization_response_iss_parameter_supported: false,
    claims_supported: [],
  };
}

/** Where the API of a GitHub is. */
export function githubApi(issuer: string): string {
  return issuer === "https://github.com" ? "https://api.github.com" : `${issuer}/api/v3`;
}
