/** Playwright's `test` with a Foyer of its own, two real providers and a hostile one, per worker. */
import type { APIResponse } from "playwright/test";
import type { Foyer } from "../foyer";
import { startFoyer } from "../foyer";
import { test as base, expect } from "../test";
import { HOSTILE_SECRET, HostileProvider } from "./hostile-provider";
import { startProvider, type TestProvider } from "./local-provider";
import { providerVariables } from "./provider-variables";

export interface Sso {
  foyer: Foyer;
  /** Labelled `Acme`; signing out of Foyer goes on there. */
  acme: TestProvider;
  /** Labelled `Globex`; signing out of Foyer leaves it alone. */
  globex: TestProvider;
  /** Labelled `Evil`; signing out of Foyer goes on there. */
  evil: HostileProvider;
}

interface Fixtures {
  /** Starts a sign-in by HTTP and follows it to its end; for providers that ask nothing. */
  enter: (providerId: string, callbackUrl?: string) => Promise<APIResponse>;
}

export const test = base.extend<Fixtures, { sso: Sso }>({
  sso: [
    async ({ browserName: _ }, use) => {
      const [acme, globex, evil] = await Promise.all([
        startProvider("acme", "acme.example"),
        startProvider("globex", "globex.example"),
        HostileProvider.start(),
      ]);
      const foyer = await startFoyer({
        env: {
          ...providerVariables("acme", acme.issuer, { LABEL: "Acme", SIGN_OUT: "provider" }),
          ...providerVariables("globex", globex.issuer, { LABEL: "Globex" }),
          ...providerVariables("evil", evil.issuer, {
            LABEL: "Evil",
            SIGN_OUT: "provider",
            CLIENT_SECRET: HOSTILE_SECRET,
          }),
          GROUP_REFRESH: "1",
        },
      });
      await acme.addClient(foyer.url, "acme");
      await globex.addClient(foyer.url, "globex");
      await use({ foyer, acme, globex, evil });
      await Promise.all([foyer.stop(), acme.stop(), globex.stop(), evil.stop()]);
    },
    { scope: "worker", timeout: 90_000 },
  ],
  // The other fixtures (`signedInAs`, `anotherBrowser`) are about this server.
  server: async ({ sso }, use) => use(sso.foyer),
  origins: async ({ sso }, use) =>
    use([sso.foyer.url, sso.acme.issuer, sso.globex.issuer, sso.evil.issuer]),
  enter: async ({ request }, use) => {
    await use((id, callbackUrl = "/dashboards") =>
      request.get(`/api/auth/signin/${id}?callbackUrl=${encodeURIComponent(callbackUrl)}`),
    );
  },
});

export { expect };
