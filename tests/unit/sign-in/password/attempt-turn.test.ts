/** An attempt at a password within a request: its client may go, and it may have waited already. */
import { expect, it, vi } from "vitest";
import { db } from "../../../../lib/db/client";
import { type RequestContext, withRequestContext } from "../../../../lib/http/request-context";
import { attemptPassword, signInAttempt } from "../../../../lib/sign-in/password/attempt";
import { temporaryDatabase } from "../../../support/database";

temporaryDatabase();
/** What an attempt comes to that is made by a request of which this is known. */
const outcome = (context: Partial<RequestContext>, check: () => Promise<boolean>) =>
  withRequestContext({ address: null, path: "/", ...context }, () =>
    attemptPassword(signInAttempt("alice", null, null), check).catch(({ code }) => code),
  );

it("an attempt whose client has gone is not begun, nor counted", async () => {
  const check = vi.fn(async () => false);
  expect(await outcome({ signal: AbortSignal.abort() }, check)).toBe("cancelled");
  expect(check).not.toHaveBeenCalled();
  expect(await db().throttle.findMany()).toEqual([]);
});

it("an attempt that has waited elsewhere waits for the rest of its time", async () => {
  let end = () => {};
  const held = new Promise<boolean>((resolve) => (end = () => resolve(false)));
  const atWork = Array.from({ length: 40 }, () => outcome({}, () => held));
  const ended: string[] = [];
  const first = outcome({}, async () => false).then(() => ended.push("has just come"));
  await outcome({ waited: 2_000 }, async () => false).then((code) => ended.push(code));
  expect(ended).toEqual(["too-many-attempts"]);
  end();
  await Promise.all([...atWork, first]);
});
