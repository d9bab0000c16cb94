/** Rows of User: looking people up, and adding them. */
import { randomUUID } from "node:crypto";
import { AppError, type FieldFaults } from "../errors";
import { type AuditEntry, audited, type Origin } from "./audit";
import { db, Prisma, type Transaction } from "./client";
import { ensureGroups } from "./groups";
import { nameKey } from "./keys";
import { checked, displayName, email, username } from "./user-fields";

export interface UserRow {
  id: string;
  username: string;
  email: string | null;
  displayName: string;
  disabledAt: Date | null;
  createdAt: Date;
  /** Group names, sorted. */
  groups: string[];
}

const columns = {
  id: true,
  username: true,
  email: true,
  displayName: true,
  disabledAt: true,
  createdAt: true,
  memberships: { select: { group: { select: { name: true } } } },
} satisfies Prisma.UserSelect;

type Selected = Prisma.UserGetPayload<{ select: typeof columns }>;

function userOf({ memberships, ...user }: Selected): UserRow {
  const groups = new Set(memberships.map(({ group }) => group.name));
  return { ...user, groups: [...groups].sort() };
}

/** Usernames have no `@`, so an identifier is one or the other. */
function byIdentifier(identifier: string): Prisma.UserWhereUniqueInput {
  const key = nameKey(identifier);
  return key.includes("@") ? { emailKey: key } : { usernameKey: key };
}

/** The person of a username or e-mail address, typed in any case or Unicode form; or null. */
export async function findUser(identifier: string): Promise<UserRow | null> {
  const row = await db().user.findUnique({ where: byIdentifier(identifier), select: columns });
  return row && userOf(row);
}

/** What sign-in needs to know: the only look-up that gives the password's hash. */
export async function findUserForSignIn(identifier: string): Promise<{
  id: string;
  username: string;
  passwordHash: string | null;
  disabledAt: Date | null;
} | null> {
  return db().user.findUnique({
    where: byIdentifier(identifier),
    select: { id: true, username: true, passwordHash: true, disabledAt: true },
  });
}

/** Everybody, by username. */
export async function listUsers(): Promise<UserRow[]> {
  const rows = await db().user.findMany({ select: columns, orderBy: { usernameKey: "asc" } });
  return rows.map(userOf);
}

/** How many people there are. */
export async function countUsers(): Promise<number> {
  return db().user.count();
}

export interface NewUser {
  username: string;
  email: string | null;
  displayName: string;
  groups: readonly string[];
  passwordHash: string | null;
}

/** Adds a person; gives the groups made for them. Throws `invalid-input` naming the field. */
export async function createUser(user: NewUser, by: Origin): Promise<{ createdGroups: string[] }> {
  return createUsers([user], by);
}

/** Adds people, all or none. Throws `invalid-input` when a name is not usable or taken. */
export async function createUsers(
  users: readonly NewUser[],
  by: Origin,
): Promise<{ createdGroups: string[] }> {
  const rows = users.map((user) => ({ id: randomUUID(), ...fieldsOf(user) }));
  return audited(async (tx, record) => {
    await insert(tx, rows);
    const { byKey, created } = await ensureGroups(tx, [...new Set(users.flatMap((u) => u.groups))]);
    const groupsOf = users.map(({ groups }) => [...new Set(groups.map(nameKey))]);
    const memberships = rows.flatMap(({ id: userId }, i) =>
      (groupsOf[i] ?? []).map((key) => ({ userId, groupId: byKey.get(key)?.id ?? "" })),
    );
    await tx.membership.createMany({ data: memberships });
    const outcome = "success" as const;
    const events: AuditEntry[] = rows.map((row, i) => {
      const groups = (groupsOf[i] ?? []).map((key) => byKey.get(key)?.name);
      return { ...by, action: "user.created", outcome, subject: row.username, detail: { groups } };
    });
    await record(...events);
    return { createdGroups: created };
  });
}

function fieldsOf(user: NewUser) {
  const name = checked("username", username, user.username);
  const address = user.email === null ? null : checked("email", email, user.email.trim());
  return {
    username: name,
    usernameKey: nameKey(name),
    email: address,
    emailKey: address === null ? null : nameKey(address),
    displayName: checked("name", displayName, user.displayName),
    passwordHash: user.passwordHash,
    passwordChangedAt: user.passwordHash === null ? null : new Date(),
  };
}

type UserFields = ReturnType<typeof fieldsOf>;

async function insert(tx: Transaction, rows: (UserFields & { id: string })[]): Promise<void> {
  try {
    await tx.user.createMany({ data: rows });
  } catch (error) {
    const duplicate =
      error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002";
    throw duplicate ? await clash(tx, rows) : error;
  }
}

/** Says which name or address is taken. */
async function clash(tx: Transaction, rows: UserFields[]): Promise<AppError> {
  const fields: FieldFaults = {};
  for (const { username, usernameKey, email, emailKey } of rows) {
    if (await tx.user.findUnique({ where: { usernameKey }, select: { id: true } })) {
      fields.username = [`${username} is taken`];
    }
    if (emailKey && (await tx.user.findUnique({ where: { emailKey }, select: { id: true } }))) {
      fields.email = [`${email} is somebody else’s`];
    }
  }
  const words = Object.values(fields).flat().join(", and ");
  return new AppError("invalid-input", { title: `${words || "A name is taken"}.`, fields });
}
