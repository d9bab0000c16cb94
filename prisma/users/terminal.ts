/** Where the users' command reads and writes: a terminal with a person, or a script's pipes. */
import { read } from "read";
import { terminalJson, terminalLine } from "../../lib/log/terminal-text.mjs";

/** The command was used wrongly: exit status 2. */
export class UsageError extends Error {
  override name = "UsageError";
}

export interface Streams {
  stdin: NodeJS.ReadableStream & { isTTY?: boolean };
  stdout: NodeJS.WritableStream & { columns?: number };
  stderr: NodeJS.WritableStream & { isTTY?: boolean };
}

const MOST_BYTES = 4096;

export class Terminal {
  constructor(private readonly streams: Streams) {}

  /** Whether somebody can be asked. */
  get interactive(): boolean {
    return this.streams.stdin.isTTY === true;
  }

  /** How many columns a line may take; of pipes, more than most terminals have. */
  get columns(): number {
    return this.streams.stdout.columns ?? 120;
  }

  /** Writes one line of the answer. Names in it may be anybody's: what is unsafe is spelled out. */
  say(line: string): void {
    this.streams.stdout.write(`${terminalLine(line)}\n`);
  }

  /** Writes the answer as JSON. */
  sayJson(value: unknown): void {
    this.streams.stdout.write(`${terminalJson(JSON.stringify(value, null, 2))}\n`);
  }

  /** Writes one line about what went wrong or deserves notice, as {@link say} does. */
  warn(line: string): void {
    this.streams.stderr.write(`${terminalLine(line)}\n`);
  }

  /** Asks a question; the answer shows unless `silent`. Rejects when the person gives up. */
  async ask(question: string, silent = false): Promise<string> {
    const { stdin: input, stderr: output } = this.streams;
    const prompt = terminalLine(question);
    try {
      const answer = await read({ prompt, silent, input, output, terminal: true });
      // The key that ended the line did not show either.
      if (silent) this.warn("");
      return answer;
    } catch {
      this.warn("");
      throw new Error("Cancelled. Nothing was changed.");
    }
  }

  /** Asks a question that `y` answers with yes. */
  async confirm(question: string): Promise<boolean> {
    return /^y(es)?$/i.test((await this.ask(`${question} [y/N]`)).trim());
  }

  /** The one line that was piped in. */
  async readPipedLine(): Promise<string> {
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of this.streams.stdin) {
      chunks.push(Buffer.from(chunk));
      size += chunk.length;
      if (size > MOST_BYTES) throw new UsageError("What is piped in is far too long.");
    }
    const text = Buffer.concat(chunks).toString("utf8");
    const line = text.replace(/^\ufeff/, "").replace(/\r?\n$/, "");
    if (line === "") throw new UsageError("Nothing came on standard input.");
    if (/[\r\n]/.test(line)) throw new UsageError("Standard input has more than one line.");
    return line;
  }
}
