/** Prepares the database, starts Next.js, opens the doors, and closes them when a signal comes. */
import { Server } from "node:http";
import next from "next";
import { env } from "../../lib/config/env";
import { refuseConflicts } from "../../lib/data/table-names";
import { sitePath } from "../../lib/http/site-path";
import { bufferLog } from "../../lib/log/log";
import { terminalLines } from "../../lib/log/terminal-text.mjs";
import { logConsole } from "./console-log";
import { listen } from "./listen";
import { prepareDatabase } from "./prepare-database";
import { createRequestHandler } from "./request-handler";
import { stopOnSignal } from "./stop";
import { exitOnUncaughtError } from "./uncaught-errors";
import { upgrades } from "./upgrades";

export interface ServeOptions {
  dev: boolean;
  /** The project's folder. */
  root: string;
}

/** Serves until SIGTERM or SIGINT. Throws when it can't begin to. */
export async function serve({ dev, root }: ServeOptions): Promise<void> {
  const { appUrl, prefix, hosts, https, port, tryOut } = env();
  const [host = "127.0.0.1"] = hosts;
  // next-auth makes its links from this, and Next.js calls itself here after some actions.
  process.env.NEXTAUTH_URL = appUrl.origin + sitePath("/api/auth");
  process.env.__NEXT_PRIVATE_ORIGIN = `http://${ownAddress(host)}:${port}`;
  const releaseLog = bufferLog();
  const notice = await prepareDatabase().catch((error: unknown) => {
    releaseLog();
    throw error;
  });
  // A server that never listens: Next.js takes upgrades from it, and would else take them from ours.
  const nextServer = new Server();
  const app = next({
    dev,
    dir: root,
    // What it takes for its own address when it makes one.
    hostname: appUrl.hostname.replace(/^\[|\]$/g, ""),
    port: Number(appUrl.port || (https ? 443 : 80)),
    httpServer: nextServer,
  });
  await (dev ? app.prepare() : withoutRemarks(() => app.prepare()));
  const servers = await listen(createRequestHandler(app.getRequestHandler()), { hosts, port, dev });
  upgrades(servers, dev ? nextServer : undefined);
  const end = stopOnSignal(servers, () => app.close());
  await answers(`http://${ownAddress(host)}:${port}${sitePath("/api/health")}`);
  // Next.js has loaded what dashboards declare by its first answer, if not before (instrumentation.ts).
  refuseConflicts();
  exitOnUncaughtError({ dev, end });
  if (!https && !tryOut) {
    console.warn("Warning: APP_URL is not https, so passwords can be read on their way here.");
  }
  if (notice) console.log(terminalLines(`\n${notice}\n`));
  console.log(`Foyer is ready at ${appUrl.origin}${prefix}`);
  releaseLog();
  if (!dev) logConsole();
}

/** Runs `work` without what it merely remarks. Next.js writes warnings and errors by other ways. */
async function withoutRemarks(work: () => Promise<void>): Promise<void> {
  const { log: remark } = console;
  console.log = () => {};
  try {
    await work();
  } finally {
    console.log = remark;
  }
}

/** Waits until the app has answered once: the first answer loads what all others need. */
async function answers(url: string): Promise<void> {
  const { status } = await fetch(url);
  if (status !== 200) console.warn(`Warning: ${url} answers ${status}, see the log above.`);
}

/** An address of this machine at which a server that listens on `host` can be reached, for a URL. */
function ownAddress(host: string): string {
  if (host === "0.0.0.0" || host === "::") return "127.0.0.1";
  return host.includes(":") ? `[${host}]` : host;
}
