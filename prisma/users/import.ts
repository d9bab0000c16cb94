/** The subcommand that adds a whole file of people, all or none. */
import { readFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { resolve } from "node:path";
import { nameKey } from "../../lib/access/name-key";
import { listGroups } from "../../lib/people/groups";
import { createUsers } from "../../lib/people/user-creation";
import { hashPassword } from "../../lib/sign-in/password/hasher";
import { commandLine, printCreatedGroups } from "./context";
import { shortList } from "./fit";
import { checkRows, type ImportedUser } from "./import-check";
import { type RowError, readRows } from "./import-file";
import { tableLines } from "./table";
import type { Terminal } from "./terminal";

const MOST_ERRORS = 100;

export async function importPeople(
  terminal: Terminal,
  path: string,
  options: { dryRun?: boolean; folder: string },
): Promise<void> {
  const form = readRows(await readBytes(resolve(options.folder, path)));
  const { people, errors } = await checkRows(form.rows);
  reportErrors(terminal, [...form.errors, ...errors]);
  if (people.length === 0) return terminal.say("The file has a heading and no people.");
  if (options.dryRun) return tell(terminal, people);
  const { createdGroups } = await createUsers(await withHashes(terminal, people), commandLine());
  await printCreatedGroups(terminal, createdGroups);
  terminal.say(`Added ${count(people.length, "user")}.`);
}

async function readBytes(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new Error(`The file can’t be read: ${message}`);
  }
}

/** Names each error by line and column, and throws if there is one. */
function reportErrors(terminal: Terminal, errors: RowError[]): void {
  if (errors.length === 0) return;
  errors.sort((a, b) => a.line - b.line);
  for (const { line, column, message } of errors.slice(0, MOST_ERRORS)) {
    terminal.warn(`line ${line}${column === undefined ? "" : `, column ${column}`}: ${message}`);
  }
  const more = errors.length > MOST_ERRORS ? ` The first ${MOST_ERRORS} are above.` : "";
  throw new Error(`Nothing was written: ${count(errors.length, "error")} in the file.${more}`);
}

/** Says what would happen. */
async function tell(terminal: Terminal, people: ImportedUser[]): Promise<void> {
  const existing = new Set((await listGroups()).map(nameKey));
  const named = new Map(people.flatMap((p) => p.groups.map((g) => [nameKey(g), g] as const)));
  for (const [key, name] of named) {
    if (!existing.has(key)) terminal.say(`Would make the group ${name}, which does not exist.`);
  }
  terminal.say(`Would add ${count(people.length, "user")}:`);
  const rows = people.map((person) => [
    person.username,
    person.displayName,
    person.email ?? "",
    shortList(person.groups, 40),
    person.passwordHash ? "hash kept until the next sign-in" : "given",
  ]);
  for (const line of tableLines(["USERNAME", "NAME", "E-MAIL", "GROUPS", "PASSWORD"], rows)) {
    terminal.say(line);
  }
}

/** Hashes the passwords that are given as such; hashes are taken as they are. */
async function withHashes(terminal: Terminal, people: readonly ImportedUser[]) {
  const open = people.filter((person) => person.password !== null).length;
  if (open > 20) terminal.say(`Hashing ${open} passwords. This takes a while.`);
  const done: (ImportedUser & { passwordHash: string | null })[] = [...people];
  const queue = people.entries();
  const work = async () => {
    for (const [i, { password, ...person }] of queue) {
      if (password === null) continue;
      done[i] = { ...person, password: null, passwordHash: await hashPassword(password) };
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() + 1 }, work));
  return done;
}

function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? "" : "s"}`;
}
