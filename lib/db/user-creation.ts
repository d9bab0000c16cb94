/** Adding people to the database: one, or a whole file of them. */
import { randomUUID } from "node:crypto";
import { AppError, type FieldFaults } from "../errors";
import { type AuditEntry, audited, type Origin } from "./audit";
import { Prisma, type Transaction } from "./client";
import { ensureGroups } from "./groups";
import { nameKey } from "./keys";
import { checked, displayName, email, username } from "./user-fields";

export interface NewUser {
  username: string;
  email: string | null;
  displayName: string;
  groups: readonly string[];
  passwordHash: string | null;
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
