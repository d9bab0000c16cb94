/** The database before the first request: up to date, tidy, and with somebody who can sign in. */

import { env } from "../../lib/config/env";
import { migrate } from "../../lib/db/migrate";
import { removeExpiredSessions } from "../../lib/db/sessions";
import { countUsers } from "../../lib/people/users";
import { createSetupLink } from "../../lib/sign-in/core/setup-link";
import { closePasswordPool } from "../../lib/sign-in/password/hasher";
import { seedSampleUsers } from "../../prisma/seed";
import { sampleUsersNotice } from "./sample-users-notice";

/** Prepares the database; gives what whoever starts Foyer must know to get in, if anything. */
export async function prepareDatabase(): Promise<string | undefined> {
  const applied = await migrate();
  if (applied.length > 0) console.log(`Database brought up to date: ${applied.join(", ")}`);
  await removeExpiredSessions(new Date());
  if ((await countUsers()) > 0) return undefined;
  if (env().sampleData) {
    const notice = sampleUsersNotice(await seedSampleUsers());
    // These threads are the loader's; the app starts its own.
    await closePasswordPool();
    return notice;
  }
  const link = await createSetupLink();
  return `There are no users yet. Make the first administrator here, within an hour:\n  ${link}`;
}
