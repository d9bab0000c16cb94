/** The sample users and their passwords, as the first start prints them. */
import type { SampleUser } from "../../prisma/seed";

/** A table of those who were made just now, or nothing when nobody was. */
export function sampleUsersNotice(users: readonly SampleUser[]): string | undefined {
  const made = users.filter((user) => user.password !== null);
  if (made.length === 0) return undefined;
  const rows = made.map(({ username, password, groups }) => [
    username,
    password ?? "",
    groups.join(", ") || "none",
  ]);
  const table = [["Username", "Password", "Groups"], ...rows];
  const widths = [0, 1, 2].map((i) => Math.max(...table.map((row) => row[i]?.length ?? 0)));
  const lines = table.map((row) => row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join("  "));
  return `Sample users, whose passwords are shown only now:\n${lines.map((l) => `  ${l.trimEnd()}`).join("\n")}`;
}
