/** What a provider says of itself (OpenID Connect Discovery), kept for a while, its failures too. */
import { z } from "zod";
import { failureIn, ProviderFailure, rethrow } from "./failure";
import { boundedFetch, CALL_LIMIT } from "./outgoing";
import { githubMetadata } from "./providers/github-metadata";
import type { Provider } from "./providers/provider";

const SECOND = 1000;
/** How old metadata may be to check a token by, and to begin a sign-in with, in milliseconds. */
export const metadataMaxAge = {
  checking: 3600 * SECOND,
  starting: 30 * SECOND,
  failure: 5 * SECOND,
};

/** What we and openid-client read of it; a provider on https must not lead to http. */
const schemaOver = (protocol: RegExp) => {
  const address = z.url({ protocol });
  return z.object({
    issuer: z.string(),
    authorization_endpoint: address,
    token_endpoint: address,
    jwks_uri: address,
    userinfo_endpoint: address.exactOptional(),
    end_session_endpoint: address.exactOptional(),
    token_endpoint_auth_methods_supported: z.array(z.string()).default(["client_secret_basic"]),
    authorization_response_iss_parameter_supported: z.boolean().default(false),
    claims_supported: z.array(z.string()).default([]),
  });
};
const schemas = { https: schemaOver(/^https$/), loopback: schemaOver(/^https?$/) };
export type Metadata = z.output<typeof schemas.https>;

interface Entry {
  metadata?: Metadata;
  fetchedAt: number;
  failedAt: number;
  failure?: unknown;
  pending?: Promise<Metadata> | undefined;
}

// Middleware and pages are separate bundles in one process: they share through globalThis.
const shared = globalThis as { foyerDiscovery?: Map<string, Entry> };

/** The provider's metadata, at most `maxAge` milliseconds old. Throws `provider-unavailable`. */
export async function discover(
  provider: Provider,
  maxAge = metadataMaxAge.checking,
): Promise<Metadata> {
  const entry = entryOf(provider);
  const now = Date.now();
  if (entry.metadata && now - entry.fetchedAt < maxAge) return entry.metadata;
  if (entry.failure && now - entry.failedAt < metadataMaxAge.failure) rethrow(entry.failure);
  entry.pending ??= renew(provider, entry).finally(() => {
    entry.pending = undefined;
  });
  return entry.pending.catch(rethrow);
}

/** Whether the last call failed, no longer than `maxAge` milliseconds ago. */
export function hasFailed(provider: Provider, maxAge: number): boolean {
  const { failure, failedAt } = entryOf(provider);
  return failure !== undefined && Date.now() - failedAt < maxAge;
}

/** The metadata if it is known already, however old. */
export function knownMetadata(provider: Provider): Metadata | undefined {
  return entryOf(provider).metadata;
}

function entryOf({ issuer }: Provider): Entry {
  shared.foyerDiscovery ??= new Map();
  const entry = shared.foyerDiscovery.get(issuer) ?? { fetchedAt: 0, failedAt: 0 };
  shared.foyerDiscovery.set(issuer, entry);
  return entry;
}

async function renew(provider: Provider, entry: Entry): Promise<Metadata> {
  try {
    entry.metadata = provider.api ? githubMetadata(provider.issuer) : await fetchMetadata(provider);
    entry.fetchedAt = Date.now();
    entry.failure = undefined;
    return entry.metadata;
  } catch (error) {
    entry.failedAt = Date.now();
    entry.failure = error;
    throw error;
  }
}

async function fetchMetadata(provider: Provider): Promise<Metadata> {
  const base = withoutSlash(provider.issuer);
  const unusable = (message: string, cause?: unknown) =>
    new ProviderFailure("provider-unavailable", `${base} ${message}`, { cause });
  const said = await askedFor(provider, base).catch((error: unknown) => {
    throw failureIn(error) ?? unusable("has no usable discovery document", error);
  });
  const result = schemas[base.startsWith("https:") ? "https" : "loopback"].safeParse(said);
  if (!result.success) {
    const errors = result.error.issues.map(({ path }) => path.join("."));
    throw unusable(`has a discovery document without usable ${errors.join(", ")}`);
  }
  const { issuer } = result.data;
  if (!isSame(issuer, base, provider)) throw unusable(`says that it is ${issuer.slice(0, 200)}`);
  return result.data;
}

async function askedFor({ clientId }: Provider, base: string): Promise<unknown> {
  // Only here: middleware, which needs no more than what is known already, does without the library.
  const { allowInsecureRequests, customFetch, discovery } = await import("openid-client");
  // By the whole address openid-client leaves it to us to compare issuers: given the issuer it
  // would take any at Microsoft's two hosts, a template for every organisation among them.
  const address = new URL(`${base}/.well-known/openid-configuration`);
  const config = await discovery(address, clientId, undefined, undefined, {
    [customFetch]: boundedFetch,
    timeout: CALL_LIMIT / 1000,
    execute: base.startsWith("http:") ? [allowInsecureRequests] : [],
  });
  return config.serverMetadata();
}

/** Whether a provider is whom we asked. A slash at the end makes no difference. */
function isSame(issuer: string, base: string, { issuerDiffers }: Provider): boolean {
  if (!issuerDiffers) return withoutSlash(issuer) === base;
  return URL.canParse(issuer) && new URL(issuer).origin === new URL(base).origin;
}

function withoutSlash(url: string): string {
  return url.replace(/\/$/, "");
}
