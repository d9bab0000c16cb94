/** libSQL's client for one SQLite file: one connection, which never waits and leaves nothing undone. */
import { pathToFileURL } from "node:url";
import { PrismaLibSql } from "@prisma/adapter-libsql";

type Client = ReturnType<PrismaLibSql["createClient"]>;
type Transaction = Awaited<ReturnType<Client["transaction"]>>;

/** Makes the connections to the SQLite file at an absolute path, whatever signs are in that. */
export function sqliteConnections(file: string): PrismaLibSql {
  // libSQL waits for locks without yielding, and would stall the whole process: it never waits.
  return new SqliteConnections({ url: pathToFileURL(file).href, timeout: 0 });
}

class SqliteConnections extends PrismaLibSql {
  override createClient(config: Parameters<PrismaLibSql["createClient"]>[0]): Client {
    const client = super.createClient(config);
    const execute = client.execute.bind(client) as Client["execute"];
    // A statement that met a lock stays unfinished, and no transaction after it could commit.
    client.execute = async (statement: never) => {
      try {
        return await execute(statement);
      } catch (error) {
        if (isBusy(error)) await Promise.resolve(client.reconnect()).catch(() => {});
        throw error;
      }
    };
    client.transaction = () => begin(client);
    return client;
  }
}

/**
 * A transaction on the client's one connection, which the adapter keeps for it alone until it ends;
 * libSQL's own opens a connection for each and never closes it. It takes the write lock at once: one
 * that read first could not always write later.
 */
async function begin(client: Client): Promise<Transaction> {
  await client.execute("BEGIN IMMEDIATE");
  let closed = false;
  const end = async (how: "COMMIT" | "ROLLBACK") => {
    if (closed) return;
    closed = true;
    try {
      await client.execute(how);
    } catch (error) {
      // A full disk, say. Whatever follows on this connection must not become part of this.
      await Promise.resolve(client.reconnect()).catch(() => {});
      throw error;
    }
  };
  return {
    execute: (statement) => client.execute(statement),
    batch: (statements) => client.batch(statements),
    executeMultiple: (sql) => client.executeMultiple(sql),
    commit: () => end("COMMIT"),
    rollback: () => end("ROLLBACK"),
    close: () => void end("ROLLBACK").catch(() => {}),
    get closed() {
      return closed;
    },
  };
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "SQLITE_BUSY";
}
