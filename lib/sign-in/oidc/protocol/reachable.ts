/** Whether a provider answers, for the sign-in page. */
import { setTimeout as pause } from "node:timers/promises";
import type { Provider } from "../providers/provider";
import { discover, hasFailed, metadataMaxAge } from "./discovery";

/** Longest that the page waits to know, and how long a failure stands before it waits again; ms. */
const MAX_WAIT = 2000;
const MEMORY = 60_000;

/** Asks it, unless it answered or failed a moment ago. Who doesn't answer in 2 seconds counts as gone. */
export async function isReachable(provider: Provider): Promise<boolean> {
  const failed = hasFailed(provider, MEMORY);
  const asking = discover(provider, metadataMaxAge.starting).then(
    () => true,
    () => false,
  );
  // Known to be down: said at once, while it is asked for the next time.
  return failed ? false : Promise.race([asking, pause(MAX_WAIT, false, { ref: false })]);
}
