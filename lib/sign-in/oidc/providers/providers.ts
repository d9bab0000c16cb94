/** The identity providers of this process: read and checked once. */
import { envError, providerSource } from "../../../config/env";
import type { Provider } from "./provider";
import { readProviders } from "./read";

let cached: readonly Provider[] | undefined;

/** In the order of their buttons. Throws EnvError when one of their settings is wrong. */
export function providers(): readonly Provider[] {
  if (cached) return cached;
  const read = readProviders(providerSource());
  if (read.errors.length > 0) throw envError(read.errors);
  cached = read.providers;
  return cached;
}

/** The provider of an id, or null. */
export function providerOf(id: string | null | undefined): Provider | null {
  return providers().find((provider) => provider.id === id) ?? null;
}
