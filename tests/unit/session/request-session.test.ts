/** The session of a request: read once, however many ask, and anew after a change. */
import { expect, it, vi } from "vitest";
import { db } from "@/lib/db/client";
import { withRequestContext } from "@/lib/http/request-context";
import { forgetSessionOfRequest, sessionOfRequest } from "@/lib/session/request-session";
import { startSession } from "@/lib/session/session";
import { temporaryDatabase } from "../../support/database";
import { addPerson } from "../../support/people";

temporaryDatabase();

const start = async (name: string) => {
  const { id: userId } = await addPerson(name);
  const facts = { method: "password", persistent: false, ip: null, userAgent: null };
  return (await startSession({ userId, ...facts })).token;
};
const inRequest = <T>(work: () => Promise<T>) =>
  withRequestContext({ address: null, path: "/" }, work);
const username = async (token: string) => (await sessionOfRequest(token))?.user.username ?? null;

it("is read once, by one statement", async () => {
  const token = await start("once");
  const statements = vi.spyOn(db(), "$queryRaw");
  await inRequest(async () => {
    expect(await Promise.all([username(token), username(token)])).toEqual(["once", "once"]);
    expect(await username(token)).toBe("once");
  });
  expect(statements).toHaveBeenCalledTimes(1);
  await inRequest(() => username(token));
  expect(statements).toHaveBeenCalledTimes(2);
});

it("that was ended is gone for the next request", async () => {
  const token = await start("ended");
  await inRequest(async () => {
    expect(await username(token)).toBe("ended");
    await db().session.deleteMany({ where: { user: { username: "ended" } } });
  });
  expect(await inRequest(() => username(token))).toBeNull();
});

it("is read anew after a change within the request", async () => {
  const token = await start("changed");
  await inRequest(async () => {
    expect(await username(token)).toBe("changed");
    await db().session.deleteMany({ where: { user: { username: "changed" } } });
    forgetSessionOfRequest();
    expect(await username(token)).toBeNull();
  });
});

it("is never another token's, nor another request's", async () => {
  const [one, other] = [await start("one"), await start("other")];
  await inRequest(async () => {
    expect(await username(one)).toBe("one");
    expect(await username(other)).toBe("other");
    expect(await inRequest(() => username(other))).toBe("other");
  });
});
