/** The first look: does it answer, and can somebody sign in. */
import { expect, test } from "../../support/test";

test("health says ok", async ({ request }) => {
  const response = await request.get("/api/health");
  expect(response.status()).toBe(200);
  expect(await response.json()).toEqual({ status: "ok" });
});

test("a signed-in browser is known by name to nobody else", async ({
  request,
  signedInAs,
  page,
}) => {
  await signedInAs("alice");
  expect((await page.request.get("/api/data/none/none")).status()).toBe(404);
  expect((await request.get("/api/data/none/none")).status()).toBe(401);
});
