/** What reads groups again is handed to sessions: they work without it, and look again after it. */
import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { db } from "@/lib/db/client";
import { setGroups } from "@/lib/people/user-changes";
import { registerGroupRefresh } from "@/lib/session/group-refresh";
import { liveSession, startSession } from "@/lib/session/session";
import { temporaryDatabase } from "../../support/database";
import { addPerson, byTest } from "../../support/people";

temporaryDatabase();

/** A session that a provider began, whose groups are due. */
async function started(username: string) {
  const { id: userId } = await addPerson(username, { groups: ["before"] });
  const accountId = randomUUID();
  await db().account.create({
    data: { id: accountId, userId, provider: "p", issuer: "i", subject: username, label: "x" },
  });
  const provider = {
    id: randomUUID(),
    accountId,
    sid: null,
    tokens: "",
    groupsDueAt: new Date(Date.now() - 1),
  };
  const rest = { method: "oidc:p", persistent: false, ip: null, userAgent: null };
  const { token } = await startSession({ userId, provider, ...rest });
  return { userId, token };
}

const groupsOf = async (token: string) => (await liveSession(token))?.user.groups;

it("before it is handed over, what is known counts", async () => {
  const { token } = await started("early");
  expect(await groupsOf(token)).toEqual(["before"]);
});

it("after it, the session is looked up again", async () => {
  const { userId, token } = await started("due");
  const asked: string[] = [];
  registerGroupRefresh(async (session) => {
    asked.push(session.userId);
    await setGroups(userId, ["after"], byTest);
    return true;
  });
  expect(await groupsOf(token)).toEqual(["after"]);
  expect(asked).toEqual([userId]);
});

it("and not when there was nothing to read, nor before it is time", async () => {
  const { userId, token } = await started("undue");
  let asked = 0;
  registerGroupRefresh(async () => {
    asked++;
    await setGroups(userId, ["unseen"], byTest);
    return false;
  });
  expect(await groupsOf(token), "the row that was read first").toEqual(["before"]);
  await db().session.updateMany({
    where: { userId },
    data: { groupsDueAt: new Date(Date.now() + 60_000) },
  });
  await groupsOf(token);
  expect(asked).toBe(1);
});
