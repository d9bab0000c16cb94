/** Prisma's driver adapter for SQLite files, with transactions that leak nothing and don't stall. */
import { setTimeout as pause } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { PrismaLibSql } from "@prisma/adapter-libsql";

type Client = ReturnType<PrismaLibSql["createClient"]>;
type Transaction = Awaited<ReturnType<Client["transaction"]>>;

/** How long a statement waits for another process's write, in milliseconds. */
const BUSY_TIMEOUT = 5000;
const RETRY_EVERY = 10;

/**
 * An adapter for the SQLite file at an absolute path, whatever signs are in that.
 * `timeout`: how long a statement waits for another connection's write, in milliseconds.
 */
export function sqliteAdapter(file: string, timeout = BUSY_TIMEOUT): PrismaLibSql {
  return new SqliteAdapter({ url: pathToFileURL(file).href, timeout });
}

class SqliteAdapter extends PrismaLibSql {
  override createClient(config: Parameters<PrismaLibSql["createClient"]>[0]): Client {
    const client = super.createClient(config);
    const execute = client.execute.bind(client) as Client["execute"];
    // A statement that gave up waiting stays unfinished, and no transaction after it could commit.
    client.execute = async (statement: never) => {
      try {
        return await execute(statement);
      } catch (error) {
        if (isBusy(error)) await Promise.resolve(client.reconnect()).catch(() => {});
        throw error;
      }
    };
    client.transaction = () => begin(client, config.timeout ?? 0);
    return client;
  }
}

/**
 * A transaction on the client's one connection, which the adapter keeps for it alone until it ends;
 * libsql's own opens a connection for each and never closes it. It takes the write lock at once: one
 * that read first could not always write later.
 */
async function begin(client: Client, timeout: number): Promise<Transaction> {
  await untilWritable(client, timeout);
  await client.execute("BEGIN IMMEDIATE");
  let closed = false;
  const end = async (how: "COMMIT" | "ROLLBACK") => {
    if (closed) return;
    closed = true;
    await client.execute(how);
  };
  return {
    execute: (statement) => client.execute(statement),
    batch: (statements) => client.batch(statements),
    executeMultiple: (sql) => client.executeMultiple(sql),
    commit: () => end("COMMIT"),
    rollback: () => end("ROLLBACK"),
    close: () => void end("ROLLBACK"),
    get closed() {
      return closed;
    },
  };
}

/** Waits for other connections' writes. SQLite would do so without yielding, and stall the server. */
async function untilWritable(client: Client, timeout: number): Promise<void> {
  await client.execute("PRAGMA busy_timeout = 0");
  try {
    for (const giveUp = Date.now() + timeout; ; await pause(RETRY_EVERY)) {
      try {
        // Unlike execute(), this leaves no statement behind when it fails.
        await client.executeMultiple("BEGIN IMMEDIATE; ROLLBACK");
        return;
      } catch (error) {
        if (!isBusy(error) || Date.now() > giveUp) throw error;
      }
    }
  } finally {
    await client.execute(`PRAGMA busy_timeout = ${timeout}`);
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "SQLITE_BUSY";
}
