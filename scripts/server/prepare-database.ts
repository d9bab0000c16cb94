/** The database before the first request: up to date, tidy, and with somebody who can sign in. */

import { closePasswordPool } from "../../lib/auth/password";
import { createSetupLink } from "../../lib/auth/setup-link";
import { migrate } from "../../lib/db/migrate";
import { removeExpiredSessions } from "../../lib/db/sessions";
import { removeOldThrottles } from "../../lib/db/throttle";
import { countUsers } from "../../lib/db/users";
import { env } from "../../lib/env";
import { seedSampleUsers } from "../../prisma/seed";
import { sampleUsersNotice } from "./sample-users-notice";

/** Far longer than any throttle lasts, in milliseconds. */
const THROTTLES_KEPT = 7 * 24 * 60 * 60 * 1000;

/** Prepares the database; gives what whoever starts Foyer must know to get in, if anything. */
export async function prepareDatabase(): Promise<string | undefined> {
  const applied = await migrate();
  if (applied.length > 0) console.log(`Database brought up to date: ${applied.join(", ")}`);
  const now = Date.now();
  await removeExpiredSessions(new Date(now));
  await removeOldThrottles(new Date(now - THROTTLES_KEPT));
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
