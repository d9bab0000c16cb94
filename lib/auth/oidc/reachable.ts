/** Whether a provider answers, for the sign-in page. */
import type { Provider } from "../providers/provider";
import { ages, discover } from "./discovery";

/** Asks it, unless it answered or failed a moment ago. Takes 4 seconds at most. */
export async function isReachable(provider: Provider): Promise<boolean> {
  try {
    await discover(provider, ages.starting);
    return true;
  } catch {
    return false;
  }
}
