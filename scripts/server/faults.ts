/** What nobody caught: into the log, and on with the others' requests. */
import { log } from "../../lib/log";

/**
 * Logs uncaught faults instead of ending the process. What a process of Foyer knows beside a
 * request's own is in the database, so one request's fault spoils nothing for the next; ending
 * would let one bad request take the server from everybody. Call it after Next.js has started:
 * it takes the place of Next's own listeners, which do the same in plain text.
 */
export function catchFaults(): void {
  for (const event of ["uncaughtException", "unhandledRejection"] as const) {
    process.removeAllListeners(event);
    process.on(event, (error: unknown) => log().error({ err: error }, event));
  }
  // A log nobody reads any more (`npm start | head`) is no reason to stop, nor to log about it.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});
}
