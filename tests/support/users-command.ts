/** Runs `npm run users -- …` in three ways: piped, at a terminal, and in a process of its own. */
import { spawn } from "node:child_process";
import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";
import { runUsers } from "../../prisma/users";

export interface Outcome {
  status: number | null;
  out: string;
  err: string;
}

interface Setting {
  /** What is piped in. */
  input?: string;
  /** The folder in which the command was typed. */
  folder?: string;
}

/** Runs the command in this process, without a terminal. */
export async function usersCommand(args: string[], { input = "", folder }: Setting = {}) {
  const stdin = Object.assign(new PassThrough(), { isTTY: false });
  stdin.end(input);
  return runHere(args, stdin, new PassThrough(), folder);
}

/** Runs the command in this process at a terminal, where somebody types one answer per question. */
export async function atTerminal(args: string[], answers: string[]) {
  const stdin = Object.assign(new PassThrough(), { isTTY: true });
  const stderr = new PassThrough();
  const left = [...answers];
  stderr.on("data", (chunk: Buffer) => {
    // People type after the question is there, not while it is being written.
    const asked = /[:\]] $/.test(chunk.toString());
    if (asked) setImmediate(() => stdin.write(left.shift() ?? "\u0003"));
  });
  const outcome = await runHere(args, stdin, stderr);
  return { ...outcome, err: outcome.err.replace(LINE_EDITING, "") };
}

/** What the line editor itself sends to move the cursor and clear the rest of a line. */
const LINE_EDITING = new RegExp(`${String.fromCharCode(27)}\\[\\d*[GJ]`, "g");

async function runHere(
  args: string[],
  stdin: PassThrough & { isTTY: boolean },
  stderr: PassThrough,
  folder = process.cwd(),
): Promise<Outcome> {
  const stdout = new PassThrough();
  let [out, err] = ["", ""];
  stdout.on("data", (chunk) => {
    out += chunk;
  });
  stderr.on("data", (chunk) => {
    err += chunk;
  });
  const status = await runUsers(args, { stdin, stdout, stderr }, folder);
  return { status, out, err };
}

/** Runs the command in a process of its own, as npm does. */
export async function usersProcess(args: string[], { input = "", folder = "" }: Setting = {}) {
  const env = { ...process.env, INIT_CWD: folder || process.cwd(), NEXTAUTH_SECRET: "" };
  const child = spawn(process.execPath, ["scripts/users.mjs", ...args], { env });
  child.stdin.end(input);
  const closed = new Promise<number | null>((resolve) => child.on("close", resolve));
  const [out, err, status] = await Promise.all([text(child.stdout), text(child.stderr), closed]);
  return { status, out, err };
}
