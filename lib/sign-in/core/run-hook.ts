/** Runs hooks, which a team writes itself: bounded in time, and a failure refuses the sign-in. */
import { log } from "../../log/log";
import { AdmissionError } from "./sign-in-error";

/** Milliseconds that a hook may take. */
const HOOK_LIMIT = 5000;

/** Runs a hook. Throws `hook-failed` when it throws or takes too long. */
export async function runHook<T>(name: string, hook: () => Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("it took too long")), HOOK_LIMIT);
  });
  try {
    return await Promise.race([hook(), limit]);
  } catch (error) {
    log().error({ err: error, hook: name }, "a sign-in hook failed");
    // Yours to mend, and it says nothing about the person.
    throw new AdmissionError("hook-failed", name, { cause: error, temporary: true });
  } finally {
    clearTimeout(timer);
  }
}
