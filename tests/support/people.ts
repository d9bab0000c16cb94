/** People to put into a test's database. */
import { createUser, findUser, type UserRow } from "../../lib/people/users";

export const byTest = { actor: "tester", via: "test", ip: null };

/** Adds a person straight to the database; without a password unless a hash is given. */
export async function addPerson(
  username: string,
  fields: { email?: string; groups?: string[]; passwordHash?: string } = {},
): Promise<UserRow> {
  const { email = null, groups = [], passwordHash = null } = fields;
  await createUser({ username, displayName: username, email, groups, passwordHash }, byTest);
  const user = await findUser(username);
  if (!user) throw new Error(`${username} was not added`);
  return user;
}
