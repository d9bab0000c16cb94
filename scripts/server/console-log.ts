/** What is printed while serving goes into the log: Next.js prints errors in lines of its own. */
import { format, stripVTControlCharacters } from "node:util";
import { requestContext } from "../../lib/http/request-context";
import { log } from "../../lib/log/log";

const levels = { debug: "debug", log: "info", info: "info", warn: "warn", error: "error" } as const;

/** Longer texts are cut: some have a whole request in them. */
const LONGEST = 2000;

/**
 * From now on each call of the console, and each warning of Node.js, is one JSON line of the log.
 * Call it when all that is meant for people has been printed.
 */
export function logConsole(): void {
  for (const [method, level] of Object.entries(levels)) {
    console[method as keyof typeof levels] = (...values: unknown[]) => {
      const err = values.find((value) => value instanceof Error);
      const said = values.filter((value) => value !== err);
      const text = stripVTControlCharacters(format(...said)).trim();
      const { path, callsAction, reached } = requestContext();
      // Whoever sends what can't be read is at fault, and not this server.
      const malformed = callsAction && !reached;
      const [pathname] = path.split("?");
      log()[malformed ? "warn" : level](
        { source: "console", path: pathname, ...(err ? { err } : {}) },
        malformed ? `malformed action: ${text}`.slice(0, LONGEST) : text.slice(0, LONGEST),
      );
    };
  }
  // Node's own listener prints to standard error.
  process.removeAllListeners("warning");
  process.on("warning", (warning) => log().warn({ source: "node", err: warning }, "warning"));
}
