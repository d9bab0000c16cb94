/** Prisma's driver adapter for SQLite files, whose waiting for locks stalls nothing else. */
import { AsyncLocalStorage } from "node:async_hooks";
import {
  isDriverAdapterError,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
} from "@prisma/driver-adapter-utils";
import { RetryingConnection } from "./retrying-connection";
import { sqliteConnections } from "./sqlite-client";
import { WriteState, writeErrorKind } from "./write-state";

/** How long a statement waits for another process's write, in milliseconds. */
const MAX_WAIT = 3000;

/** An adapter for the SQLite file at an absolute path. */
export class SqliteAdapter implements SqlMigrationAwareDriverAdapterFactory {
  readonly provider = "sqlite";
  readonly adapterName = "@prisma/adapter-libsql";
  /** How the latest writes went. */
  readonly writes = new WriteState();
  readonly #inner;
  readonly #maxWait;
  readonly #limit = new AsyncLocalStorage<number>();

  /** `maxWait`: how long a statement waits for another connection's write, in milliseconds. */
  constructor(file: string, maxWait = MAX_WAIT) {
    this.#inner = sqliteConnections(file);
    this.#maxWait = maxWait;
  }

  /** Runs `work`, whose statements fail when they would wait longer than this for a lock. */
  waitingAtMost<T>(milliseconds: number, work: () => Promise<T>): Promise<T> {
    // Prisma begins a statement when it is awaited: that has to be in here.
    return this.#limit.run(milliseconds, async () => await work());
  }

  /** Writes something of no meaning to the file, to see whether that can be done now. */
  async tryToWrite(): Promise<void> {
    const connection = await this.#inner.connect();
    try {
      await connection.executeRaw({ sql: "PRAGMA user_version = 0", args: [], argTypes: [] });
      this.writes.succeeded();
    } catch (error) {
      if (!isDriverAdapterError(error)) throw error;
      // A lock that is taken at this moment says nothing.
      if (writeErrorKind(error.cause) !== "locked") this.writes.failed(error);
    } finally {
      await connection.dispose();
    }
  }

  async connect(): Promise<SqlDriverAdapter> {
    const maxWait = () => this.#limit.getStore() ?? this.#maxWait;
    return new RetryingConnection(await this.#inner.connect(), maxWait, this.writes);
  }

  connectToShadowDb(): Promise<SqlDriverAdapter> {
    return this.#inner.connectToShadowDb();
  }
}
