/** The sample users of a try-out, so that every dashboard can be looked at by somebody. */
import { randomInt } from "node:crypto";
import { realpathSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { inspect } from "node:util";
import { env } from "../lib/config/env";
import { closeDatabase } from "../lib/db/client";
import { migrate } from "../lib/db/migrate";
import { AppError } from "../lib/errors/app-error";
import { terminalLines } from "../lib/log/terminal-text.mjs";
import { createUser, findUser } from "../lib/people/users";
import { closePasswordPool, hashPassword } from "../lib/sign-in/password/hasher";
import { checkSettings } from "../lib/sign-in/settings";

const samples = [
  { username: "admin", displayName: "Admin", groups: ["admins", "analysts", "finance"] },
  { username: "alice", displayName: "Alice", groups: ["analysts"] },
  { username: "bob", displayName: "Bob", groups: ["finance"] },
  { username: "carol", displayName: "Carol", groups: [] },
];

export interface SampleUser {
  username: string;
  /** Null when the user was there already: nobody knows the password any more. */
  password: string | null;
  groups: string[];
}

/** Makes the sample users that are missing, and leaves the others as they are. The database is up to date. */
export async function seedSampleUsers(): Promise<SampleUser[]> {
  if (!env().sampleData) {
    throw new AppError("forbidden", {
      title: "Sample users are for a try-out. Set SAMPLE_DATA=1, with APP_URL on this machine.",
    });
  }
  return Promise.all(samples.map(seed));
}

async function seed({ username, displayName, groups }: (typeof samples)[0]): Promise<SampleUser> {
  if (await findUser(username)) return { username, password: null, groups };
  const password = env().samplePassword ?? readablePassword();
  const user = { username, displayName, groups, email: `${username}@example.com` };
  const by = { actor: null, via: "seed", ip: null };
  try {
    await createUser({ ...user, passwordHash: await hashPassword(password) }, by);
    return { username, password, groups };
  } catch (error) {
    // Another process was quicker.
    if (error instanceof AppError && error.fields?.username)
      return { username, password: null, groups };
    throw error;
  }
}

/** A password to read out and type: `kavo-timu-reso-nadu-fige`, 60 random bits. */
export function readablePassword(): string {
  const pick = (letters: string) => letters.charAt(randomInt(letters.length));
  const syllable = () => pick("bdfghkmnprstvwz") + pick("aeiou");
  return Array.from({ length: 5 }, () => syllable() + syllable()).join("-");
}

async function main(): Promise<void> {
  try {
    checkSettings();
    await migrate();
    console.table(await seedSampleUsers());
  } catch (error) {
    console.error(terminalLines(error instanceof Error ? error.message : inspect(error)));
    process.exitCode = 1;
  } finally {
    await closeDatabase();
    await closePasswordPool();
  }
}

const script = process.argv[1];
if (script && import.meta.url === pathToFileURL(realpathSync(script)).href) await main();
