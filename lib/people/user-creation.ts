/** Adding people to the database: one, or a whole file of them. */
import { randomUUID } from "node:crypto";
import { nameKey } from "../access/name-key";
import { type AuditContext, type AuditEntry, audited } from "../audit/audit";
import { db, isDuplicate, type Prisma, type Transaction } from "../db/client";
import { insertRows, insertStatements, runAll } from "../db/insert-rows";
import { AppError, type FieldErrors } from "../errors/app-error";
import { checkNewGroups, ensureGroups } from "./groups";
import { checked, displayName, email, username } from "./user-fields";

export interface NewUser {
  username: string;
  email: string | null;
  displayName: string;
  groups: readonly string[];
  passwordHash: string | null;
  /** May sign in with a password while PASSWORD_SIGN_IN is off. */
  emergency?: boolean;
}

/** Adds people, all or none. Throws `invalid-input` when a name is not usable or taken. */
export async function createUsers(
  users: readonly NewUser[],
  by: AuditContext,
): Promise<{ createdGroups: string[] }> {
  const now = new Date();
  const times = { createdAt: now, updatedAt: now };
  const rows = users.map((user) => ({ id: randomUUID(), ...fieldsOf(user, now), ...times }));
  const statements = insertStatements("User", rows);
  return audited(async (tx, record) => {
    await insert(tx, rows, statements);
    const { byKey, created } = await ensureGroups(tx, [...new Set(users.flatMap((u) => u.groups))]);
    const groupsOf = users.map(({ groups }) => [...new Set(groups.map(nameKey))]);
    const memberships = rows.flatMap(({ id: userId, createdAt }, i) =>
      (groupsOf[i] ?? []).map((key) => ({
        ...{ userId, groupId: byKey.get(key)?.id ?? "", source: "local", createdAt },
      })),
    );
    await insertRows(tx, "Membership", memberships);
    const outcome = "success" as const;
    const events: AuditEntry[] = rows.map((row, i) => {
      const groups = (groupsOf[i] ?? []).map((key) => byKey.get(key)?.name);
      return { ...by, action: "user.created", outcome, subject: row.username, detail: { groups } };
    });
    await record(...events);
    return { createdGroups: created };
  });
}

function fieldsOf(user: NewUser, now: Date) {
  const name = checked("username", username, user.username);
  const address = user.email === null ? null : checked("email", email, user.email.trim());
  return {
    username: name,
    usernameKey: nameKey(name),
    email: address,
    emailKey: address === null ? null : nameKey(address),
    displayName: checked("name", displayName, user.displayName),
    passwordHash: user.passwordHash,
    passwordChangedAt: user.passwordHash === null ? null : now,
    emergency: user.emergency ?? false,
  };
}

type UserFields = ReturnType<typeof fieldsOf>;
type NewRow = UserFields & { id: string; createdAt: Date; updatedAt: Date };

async function insert(tx: Transaction, rows: NewRow[], statements: Prisma.Sql[]): Promise<void> {
  try {
    await runAll(tx, statements);
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    await refuseTaken(rows, tx);
    throw new AppError("invalid-input", { title: "A name is there twice.", cause: error });
  }
}

/** Checks a person before their password is asked for. Throws `invalid-input` naming the field. */
export async function checkNewUser(user: Omit<NewUser, "passwordHash">): Promise<void> {
  await checkNewGroups(db(), user.groups);
  await refuseTaken([fieldsOf({ ...user, passwordHash: null }, new Date())], db());
}

async function refuseTaken(rows: readonly UserFields[], tx: Transaction): Promise<void> {
  const taken = await findTaken(rows, tx);
  const fields: FieldErrors = {};
  for (const { username, usernameKey, email, emailKey } of rows) {
    if (taken.usernames.has(usernameKey)) fields.username = [`${username} is taken`];
    if (emailKey && taken.emails.has(emailKey)) fields.email = [`${email} is somebody else’s`];
  }
  const messages = Object.values(fields).flat();
  if (messages.length > 0)
    throw new AppError("invalid-input", { title: `${messages.join(", and ")}.`, fields });
}

/** Which usernames and e-mail addresses of these people are taken, by key. */
export async function findTaken(
  people: readonly { username: string; email: string | null }[],
  tx: Transaction = db(),
): Promise<{ usernames: Set<string>; emails: Set<string> }> {
  const usernames = await tx.user.findMany({
    where: { usernameKey: { in: people.map(({ username }) => nameKey(username)) } },
    select: { usernameKey: true },
  });
  const emails = await tx.user.findMany({
    where: { emailKey: { in: people.flatMap(({ email }) => (email ? nameKey(email) : [])) } },
    select: { emailKey: true },
  });
  return {
    usernames: new Set(usernames.map(({ usernameKey }) => usernameKey)),
    emails: new Set(emails.flatMap(({ emailKey }) => emailKey ?? [])),
  };
}
