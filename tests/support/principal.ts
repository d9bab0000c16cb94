/** Whoever asks, for tests that call readers of data without a session. */
import type { Principal } from "@/lib/access/policy";

/** Somebody who is not signed in. */
export const visitor = { signedIn: false } as Principal;

/** A signed-in person. */
export function person(userId: string): Principal {
  // As much of a person as readers of data use; no session stands behind it.
  return { signedIn: true, userId, groups: [] } as unknown as Principal;
}
