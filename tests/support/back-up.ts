/** A process that copies a SQLite file by SQLite's own means: `tsx back-up.ts FILE COPY`. */
import { SqliteAdapter } from "@/lib/db/sqlite-adapter";

const [, , file = "", copy = ""] = process.argv;
const connection = await new SqliteAdapter(file).connect();
await connection.executeRaw({ sql: `VACUUM INTO '${copy}'`, args: [], argTypes: [] });
await connection.dispose();
