/** What SQL can't do, whoever wrote it. */
import { join } from "node:path";
import { expect, test } from "vitest";
import { withConnection } from "@/lib/data/instance";

const run = (statement: string) => withConnection((connection) => connection.run(statement));

test.each([
  "SELECT * FROM read_text('/etc/passwd')",
  "SELECT * FROM read_csv('package.json')",
  `SELECT * FROM read_text('${join(process.cwd(), "node_modules/vega-datasets/data/../package.json")}')`,
  "SELECT * FROM 'http://127.0.0.1:9/x.csv'",
  "COPY (SELECT 1) TO '/tmp/foyer-test.csv'",
  "ATTACH '/tmp/foyer-test.db'",
  "INSTALL httpfs",
  "LOAD httpfs",
  "SET enable_external_access = true",
  "SET memory_limit = '100GB'",
  "RESET lock_configuration",
])("refuses %s", async (statement) => {
  await expect(run(statement)).rejects.toThrow(/permission|configuration|disabled|cannot/i);
});

test("computes", async () => {
  await expect(run("SELECT 1")).resolves.toBeDefined();
});
