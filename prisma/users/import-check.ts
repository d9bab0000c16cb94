/** Checks rows of an import: each on its own, against the others and against the database. */

import { nameKey } from "../../lib/access/name-key";
import { listGroups } from "../../lib/people/groups";
import { findTaken } from "../../lib/people/user-creation";
import { displayName, email, errorOf, groupName, username } from "../../lib/people/user-fields";
import { parseHash } from "../../lib/sign-in/password/hashes/formats.mjs";
import { passwordError } from "../../lib/sign-in/password/password-rules";
import type { ImportRow, RowError } from "./import-file";

/** A person to add, with a password to hash or a hash as it was. */
export interface ImportedUser {
  username: string;
  email: string | null;
  displayName: string;
  groups: string[];
  password: string | null;
  passwordHash: string | null;
}

/** The people of a file, and everything that is wrong with them, by line. */
export async function checkRows(
  rows: readonly ImportRow[],
): Promise<{ people: ImportedUser[]; errors: RowError[] }> {
  const people = rows.map(candidateOf);
  const taken = await findTaken(people);
  const groups = new Set((await listGroups()).map(nameKey));
  const seen = { username: new Map<string, number>(), email: new Map<string, number>() };
  const errors: RowError[] = [];
  people.forEach((person, i) => {
    const line = rows[i]?.line ?? 0;
    const add = (column: string, message: string | null) => {
      if (message) errors.push({ line, column, message });
    };
    add("username", errorOf(username, person.username));
    add("username", clash(person.username, seen.username, taken.usernames, line));
    if (person.email) {
      add("email", errorOf(email, person.email));
      add("email", clash(person.email, seen.email, taken.emails, line));
    }
    add("name", errorOf(displayName, person.displayName));
    for (const group of person.groups) {
      if (!groups.has(nameKey(group))) add("groups", errorOf(groupName, group));
    }
    for (const [column, message] of passwordErrors(person)) add(column, message);
  });
  return { people, errors };
}

function candidateOf({ cells }: ImportRow): ImportedUser {
  return {
    username: cells.username,
    email: cells.email || null,
    displayName: cells.name || cells.username,
    groups: cells.groups
      .split(";")
      .map((group) => group.trim())
      .filter(Boolean),
    password: cells.password || null,
    passwordHash: cells.password_hash || null,
  };
}

/** Whether a name was on an earlier line, or is in the database. */
function clash(name: string, seen: Map<string, number>, taken: Set<string>, line: number) {
  const key = nameKey(name);
  if (key === "") return null;
  const earlier = seen.get(key);
  if (earlier === undefined) seen.set(key, line);
  if (earlier !== undefined) return `${name} is on line ${earlier} already`;
  return taken.has(key) ? `${name} is taken by somebody who has an account` : null;
}

function passwordErrors(person: ImportedUser): [column: string, message: string][] {
  const { password, passwordHash } = person;
  if (password && passwordHash) return [["password_hash", "is given beside a password; give one"]];
  if (passwordHash && !parseHash(passwordHash)) {
    const known = "bcrypt ($2a$, $2b$), Werkzeug’s scrypt and pbkdf2:sha256";
    return [["password_hash", `is none that Foyer can verify: ${known}`]];
  }
  if (!password && !passwordHash) return [["password", "is missing, and so is password_hash"]];
  const error = password ? passwordError(password, person) : null;
  return error ? [["password", `is not accepted. ${error}`]] : [];
}
