/** Runs `npm run users -- …` on a server's database, as an administrator on a shell would. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { variables } from "@/lib/config/env";

export interface CommandResult {
  status: number | null;
  output: string;
}

/** Runs the command with these arguments; `input` is piped in. */
export async function users(
  server: { databaseFile: string },
  args: readonly string[],
  input = "",
): Promise<CommandResult> {
  const unset = Object.fromEntries(Object.keys(variables).map((name) => [name, ""]));
  const child = spawn(process.execPath, ["scripts/users.mjs", ...args], {
    env: {
      ...process.env,
      ...unset,
      DATABASE_URL: `file:${server.databaseFile}`,
      BCRYPT_COST: "10",
    },
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  }
  child.stdin.on("error", () => {});
  child.stdin.end(input);
  await once(child, "close");
  return { status: child.exitCode, output };
}
