/** What nobody caught: into the log, and then to an end, since nobody knows what it left behind. */
import { log } from "../../lib/log/log";

/**
 * Ends the process after an error that nobody caught: it is logged, what is under way may finish, and
 * whoever supervises starts anew. In development it is only logged. Call it after Next.js has
 * answered once: it takes the place of Next's own listeners, which go on and say so in plain text.
 */
export function exitOnUncaughtError({
  dev,
  end,
}: {
  dev: boolean;
  end: (status: number) => void;
}): void {
  for (const event of ["uncaughtException", "unhandledRejection"] as const) {
    process.removeAllListeners(event);
    process.on(event, (error: unknown) => {
      log().fatal({ err: error }, event);
      if (!dev) end(1);
    });
  }
  // A log nobody reads any more (`npm start | head`) is no reason to stop, nor to log about it.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});
}
