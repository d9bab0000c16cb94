/** What a provider says of itself (OpenID Connect Discovery), kept for a while, its failures too. */

import { processState } from "../../../process/process-state";
import { signInErrorIn } from "../../core/sign-in-error";
import type { Provider } from "../providers/provider";
import { githubMetadata } from "./github-metadata";
import { type Metadata, schemas } from "./metadata";
import { boundedFetch, CALL_LIMIT } from "./outgoing";
import { ProviderError } from "./provider-error";

const SECOND = 1000;
/** How old metadata may be to check a token by, and to begin a sign-in with, in milliseconds. */
export const metadataMaxAge = {
  checking: 3600 * SECOND,
  starting: 30 * SECOND,
  failure: 5 * SECOND,
};

interface Entry {
  metadata?: Metadata;
  fetchedAt: number;
  failedAt: number;
  error?: unknown;
  pending?: Promise<Metadata> | undefined;
}

/** By issuer. */
const entries = processState("provider metadata", () => new Map<string, Entry>());

/** The provider's metadata, at most `maxAge` milliseconds old. Throws `provider-unavailable`. */
export async function discover(
  provider: Provider,
  maxAge = metadataMaxAge.checking,
): Promise<Metadata> {
  const entry = entryOf(provider);
  const now = Date.now();
  if (entry.metadata && now - entry.fetchedAt < maxAge) return entry.metadata;
  if (entry.error && now - entry.failedAt < metadataMaxAge.failure) rethrowOwn(entry.error);
  entry.pending ??= renew(provider, entry).finally(() => {
    entry.pending = undefined;
  });
  return entry.pending.catch(rethrowOwn);
}

/** Whether the last call failed, no longer than `maxAge` milliseconds ago. */
export function hasFailed(provider: Provider, maxAge: number): boolean {
  const { error, failedAt } = entryOf(provider);
  return error !== undefined && Date.now() - failedAt < maxAge;
}

/** The metadata if it is known already, however old. */
export function knownMetadata(provider: Provider): Metadata | undefined {
  return entryOf(provider).metadata;
}

function entryOf({ issuer }: Provider): Entry {
  const entry = entries.get(issuer) ?? { fetchedAt: 0, failedAt: 0 };
  entries.set(issuer, entry);
  return entry;
}

async function renew(provider: Provider, entry: Entry): Promise<Metadata> {
  try {
    entry.metadata = provider.api ? githubMetadata(provider.issuer) : await fetchMetadata(provider);
    entry.fetchedAt = Date.now();
    entry.error = undefined;
    return entry.metadata;
  } catch (error) {
    entry.failedAt = Date.now();
    entry.error = error;
    throw error;
  }
}

async function fetchMetadata(provider: Provider): Promise<Metadata> {
  const base = withoutSlash(provider.issuer);
  const unusable = (message: string, cause?: unknown) =>
    new ProviderError("provider-unavailable", `${base} ${message}`, { cause });
  const said = await askedFor(provider, base).catch((error: unknown) => {
    throw signInErrorIn(error) ?? unusable("has no usable discovery document", error);
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
  // Only here: pages that need no more than what is known already do without the library.
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

/** Throws the refusal that an error is or was caused by, else the error itself. */
function rethrowOwn(error: unknown): never {
  throw signInErrorIn(error) ?? error;
}
