/** Playwright's `test` for Foyer: signed-in browsers, own servers, and no error unseen. */
import { type BrowserContext, test as base, expect } from "playwright/test";
import { type Foyer, type FoyerOptions, startFoyer } from "./foyer";
import { type Watch, watch } from "./quiet-browser";
import { signIn } from "./sign-in";

/** What a server may take to start and stop on a busy machine, in milliseconds. */
const START = 30_000;

interface Fixtures {
  /** The server that all tests share. */
  server: { url: string; databaseFile: string };
  /** Signs this test's browser in; gives the session's token. */
  signedInAs: (username: string) => Promise<string>;
  /** A further browser, with cookies of its own, watched like the first. */
  anotherBrowser: () => Promise<BrowserContext>;
  /** Starts a server of the test's own, which ends with the test. */
  ownServer: (options?: FoyerOptions) => Promise<Foyer>;
  /** Origins that pages of this test may talk to. */
  origins: string[];
  /** What the browser must not do; fails the test at its end. */
  quiet: Watch;
}

export const test = base.extend<Fixtures>({
  server: async ({ browserName: _ }, use) => {
    await use({ url: named("FOYER_TEST_URL"), databaseFile: named("FOYER_TEST_DATABASE") });
  },
  baseURL: async ({ server }, use) => use(server.url),
  origins: async ({ server }, use) => use([server.url]),
  quiet: [
    async ({ context, origins }, use) => {
      const watched = watch(context, () => origins);
      await use(watched);
      expect(watched.errors(), "errors, CSP violations and foreign requests").toEqual([]);
    },
    { auto: true },
  ],
  signedInAs: async ({ context, server }, use) => {
    await use((username) => signIn(context, server, username));
  },
  anotherBrowser: async ({ browser, baseURL, origins }, use) => {
    const opened: { context: BrowserContext; watched: Watch }[] = [];
    await use(async () => {
      const context = await browser.newContext(baseURL ? { baseURL } : {});
      opened.push({ context, watched: watch(context, () => origins) });
      return context;
    });
    const errors = opened.flatMap(({ watched }) => watched.errors());
    for (const { context } of opened) await context.close();
    expect(errors, "errors, CSP violations and foreign requests").toEqual([]);
  },
  ownServer: async ({ browser, origins }, use, testInfo) => {
    const started: Foyer[] = [];
    await use(async (options) => {
      testInfo.setTimeout(testInfo.timeout + START);
      const foyer = await startFoyer(options);
      started.push(foyer);
      origins.push(foyer.url);
      return foyer;
    });
    // Pages that are still open would ask a server that is gone, if only for their icon.
    for (const page of browser.contexts().flatMap((context) => context.pages())) await page.close();
    for (const foyer of started) await foyer.stop();
  },
});

export { expect };

function named(variable: string): string {
  const value = process.env[variable];
  if (!value) throw new Error(`${variable} is not set: global-setup.ts did not run`);
  return value;
}
