/** Whether a password is the one of a stored hash, as a sign-in finds out. */
import { withHasher } from "../../lib/sign-in/password/hasher";

const OWN_WORK = { share: "known" as const, source: "tests", maxWait: Number.POSITIVE_INFINITY };

export function verifyPassword(
  password: string,
  stored: string | null,
  entry: Parameters<typeof withHasher>[0] = OWN_WORK,
): Promise<{ ok: boolean; upgrade: boolean }> {
  return withHasher(entry, ({ verify }) => verify(password, stored));
}
