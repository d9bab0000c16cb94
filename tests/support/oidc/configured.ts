/** A provider that unit tests can ask in process: a hostile one, known to the settings as `evil`. */
import { afterAll } from "vitest";
import type { Provider } from "@/lib/sign-in/oidc/providers/provider";
import { providers } from "@/lib/sign-in/oidc/providers/providers";
import { HOSTILE_SECRET, HostileProvider } from "./hostile-provider";
import { providerVariables } from "./provider-variables";

/** Starts it and names it in the environment. Await it at the top of a file, before settings are read. */
export async function configuredProvider(more: Record<string, string> = {}): Promise<{
  evil: HostileProvider;
  /** The provider as the settings have it, with changes. */
  provider: (change?: Partial<Provider>) => Provider;
}> {
  const evil = await HostileProvider.start();
  const settings = { CLIENT_SECRET: HOSTILE_SECRET, ...more };
  Object.assign(process.env, providerVariables("evil", evil.issuer, settings));
  afterAll(() => evil.stop());
  return {
    evil,
    provider: (change = {}) => {
      const [configured] = providers();
      if (!configured) throw new Error("no provider is configured");
      return { ...configured, ...change };
    },
  };
}
