/** A process that holds a SQLite file's write lock: takes it, says `held`, lets go when its input ends. */
import { text } from "node:stream/consumers";
import { SqliteAdapter } from "@/lib/db/sqlite-adapter";

const [, , file = "", begin = "BEGIN IMMEDIATE"] = process.argv;
const connection = await new SqliteAdapter(file).connect();
const run = (sql: string) => connection.executeRaw({ sql, args: [], argTypes: [] });
await run(begin);
console.log("held");
await text(process.stdin);
await run("ROLLBACK");
await connection.dispose();
