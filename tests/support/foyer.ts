/** Starts real servers for tests: own port, own database, nothing of the developer's settings. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { variables } from "@/lib/config/env";

export const SAMPLE_PASSWORD = "a password for tests";
export const SECRET = "a secret for browser tests, 0123456789";
/** Node's own limit is no use here: a server that does not start must say why. */
const MAX_WAIT = 60_000;

export interface Foyer {
  /** Where the server answers, such as `http://localhost:41234`. */
  url: string;
  databaseFile: string;
  process: ChildProcess;
  /** All it has printed so far. */
  output: () => string;
  /** Sends a signal and waits for the end; gives the exit status, null when it was killed. */
  stop: (signal?: NodeJS.Signals) => Promise<number | null>;
}

export interface FoyerOptions {
  /** Settings on top of a try-out's. */
  env?: Record<string, string>;
  /** Folder for the database, to start again on it; a new one, removed at the end, when left out. */
  folder?: string;
  /** A built project other than this one. */
  project?: string;
}

/** A server that is ready. Throws with its output when it ends instead. */
export async function startFoyer(options: FoyerOptions = {}): Promise<Foyer> {
  const started = await launch(options);
  const ready = once(started.process.stdout ?? started.process, "foyer-ready");
  const ended = once(started.process, "exit");
  const late = AbortSignal.timeout(MAX_WAIT);
  await Promise.race([ready, ended, once(late, "abort")]);
  if (started.output().includes("Foyer is ready")) return started;
  await started.stop("SIGKILL");
  throw new Error(`Foyer did not start:\n${started.output()}`);
}

/** Starts a server that is expected to refuse: gives its exit status and what it said. */
export async function refusedFoyer(
  options: FoyerOptions,
): Promise<{ status: number | null; output: string }> {
  const { process, output, stop } = await launch(options);
  const late = AbortSignal.timeout(MAX_WAIT);
  await Promise.race([once(process, "exit"), once(late, "abort")]);
  return { status: process.exitCode ?? (await stop("SIGKILL")), output: output() };
}

async function launch({ env = {}, folder, project }: FoyerOptions): Promise<Foyer> {
  const place = folder ?? mkdtempSync(join(tmpdir(), "foyer-test-"));
  const databaseFile = join(place, "foyer.db");
  const port = env.PORT ?? String(await freePort());
  const unset = Object.fromEntries(Object.keys(variables).map((name) => [name, ""]));
  const child = spawn(process.execPath, ["scripts/start.mjs", "--built"], {
    cwd: project ?? process.cwd(),
    env: {
      ...process.env,
      ...unset,
      PORT: port,
      DATABASE_URL: `file:${databaseFile}`,
      NEXTAUTH_SECRET: SECRET,
      SAMPLE_PASSWORD: env.APP_URL ? "" : SAMPLE_PASSWORD,
      BCRYPT_COST: "10",
      ...env,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const killed = () => child.kill("SIGKILL");
  process.once("exit", killed);
  child.once("exit", () => {
    process.off("exit", killed);
    if (!folder) rmSync(place, { recursive: true, force: true });
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
      if (output.includes("Foyer is ready")) child.stdout.emit("foyer-ready");
    });
  }
  return {
    url: `http://localhost:${port}`,
    databaseFile,
    process: child,
    output: () => output,
    stop: async (signal = "SIGTERM") => {
      if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
      const ended = once(child, "exit");
      child.kill(signal);
      await ended;
      return child.exitCode;
    },
  };
}

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("no free port");
  return address.port;
}
