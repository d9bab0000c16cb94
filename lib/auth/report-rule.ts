/** Logs an access rule that threw; decide() has forbidden what it guards. */
import { log } from "../log";

export function reportRule(error: unknown): void {
  log().error({ err: error }, "an access rule threw: forbidden");
}
