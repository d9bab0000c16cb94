/** What a provider says of itself (OpenID Connect Discovery), kept for a while, its failures too. */
import { z } from "zod";
import { githubMetadata } from "../providers/github-metadata";
import type { Provider } from "../providers/provider";
import { ProviderFailure } from "./failure";
import { call } from "./outgoing";

const SECOND = 1000;
/** How old metadata may be to check a token by, and to begin a sign-in with, in milliseconds. */
export const ages = { checking: 3600 * SECOND, starting: 30 * SECOND, failure: 5 * SECOND };

const address = z.url({ protocol: /^https?$/ });
const schema = z.object({
  issuer: z.string(),
  authorization_endpoint: address,
  token_endpoint: address,
  jwks_uri: address,
  userinfo_endpoint: address.optional(),
  end_session_endpoint: address.optional(),
  token_endpoint_auth_methods_supported: z.array(z.string()).default(["client_secret_basic"]),
  authorization_response_iss_parameter_supported: z.boolean().default(false),
  claims_supported: z.array(z.string()).default([]),
});
export type Metadata = z.output<typeof schema>;

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
export async function discover(provider: Provider, maxAge = ages.checking): Promise<Metadata> {
  const entry = entryOf(provider);
  const now = Date.now();
  if (entry.metadata && now - entry.fetchedAt < maxAge) return entry.metadata;
  if (entry.failure && now - entry.failedAt < ages.failure) throw entry.failure;
  entry.pending ??= renew(provider, entry).finally(() => {
    entry.pending = undefined;
  });
  return entry.pending;
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
  const { status, body } = await call(`${base}/.well-known/openid-configuration`);
  const result = schema.safeParse(body);
  if (status !== 200 || !result.success) {
    throw new ProviderFailure("provider-unavailable", `${base} has no usable discovery document`);
  }
  const metadata = result.data;
  const same = provider.issuerDiffers
    ? URL.canParse(metadata.issuer) && new URL(metadata.issuer).origin === new URL(base).origin
    : withoutSlash(metadata.issuer) === base;
  if (!same) {
    const words = `${base} says that it is ${metadata.issuer.slice(0, 200)}`;
    throw new ProviderFailure("provider-unavailable", words);
  }
  const insecure =
    base.startsWith("https:") && endpoints(metadata).some((a) => !a.startsWith("https:"));
  if (insecure) throw new ProviderFailure("provider-unavailable", `${base} names an http address`);
  return metadata;
}

function endpoints(metadata: Metadata): string[] {
  const { authorization_endpoint, token_endpoint, jwks_uri } = metadata;
  const optional = [metadata.userinfo_endpoint, metadata.end_session_endpoint];
  return [
    authorization_endpoint,
    token_endpoint,
    jwks_uri,
    ...optional.filter((a) => a !== undefined),
  ];
}

function withoutSlash(url: string): string {
  return url.replace(/\/$/, "");
}
