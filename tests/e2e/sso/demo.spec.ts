/** `npm run sso-demo`: one command, and everything is there; one Ctrl-C, and nothing is left. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { freePort } from "../../support/foyer";
import { chooseAtProvider } from "../../support/oidc/at-provider";
import { expect, test } from "../../support/test";

test("starts a provider and a Foyer that knows it, and ends both", async ({ page, origins }) => {
  test.setTimeout(90_000);
  const [port, providerPort] = [await freePort(), await freePort()];
  const command = ["scripts/sso-demo.mjs", `--port=${port}`, `--provider-port=${providerPort}`];
  const demo = spawn(process.execPath, command, {
    env: { ...process.env, NEXTAUTH_SECRET: "a secret for browser tests, 0123456789" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let output = "";
  demo.stdout.setEncoding("utf8").on("data", (text: string) => {
    output += text;
  });
  const ended = once(demo, "exit");
  await expect.poll(() => output, { timeout: 60_000 }).toContain("Single sign-on is ready to try");
  const [foyer, provider] = [`http://localhost:${port}`, `http://127.0.0.1:${providerPort}`];
  origins.push(foyer, provider);
  expect(output).toContain(`${foyer}/dashboards/flights`);
  expect(output).toContain(`${provider}/people`);

  await page.goto(`${foyer}/dashboards/flights`);
  await page.getByRole("link", { name: "Sign in with the local provider" }).click();
  await chooseAtProvider(page, "Ada Lovelace");
  await expect(page).toHaveURL(`${foyer}/dashboards/flights`);
  await expect(page.getByTestId("username")).toHaveText(/^ada(-\d+)?$/);

  // Nothing that the page still loads shall find nobody there.
  await page.goto("about:blank");
  demo.kill("SIGINT");
  expect(await ended).toEqual([0, null]);
  await expect(fetch(foyer)).rejects.toThrow();
  await expect(fetch(provider)).rejects.toThrow();
});
