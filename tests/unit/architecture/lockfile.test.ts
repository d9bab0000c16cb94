/** The lockfile: what is installed is what was tested, under licences that have been looked at. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

interface Locked {
  version?: string;
  integrity?: string;
  resolved?: string;
  license?: string;
  dev?: boolean;
  optional?: boolean;
  os?: string[];
  cpu?: string[];
}

const { packages }: { packages: Record<string, Locked> } = JSON.parse(
  readFileSync("package-lock.json", "utf8"),
);
const entries = Object.entries(packages)
  .filter(([path]) => path !== "")
  .map(([path, locked]) => ({ name: path.replace(/^.*node_modules\//, ""), ...locked }));
const document = readFileSync("docs/dependencies.md", "utf8");
const PERMISSIVE = /^(MIT|ISC|0BSD|BSD-[23]-Clause|Apache-2\.0|\(MIT OR Apache-2\.0\))$/;

/** Rows of the table under a heading; names in them are in backticks. */
function table(heading: string): string[][] {
  const section = document.split(`## ${heading}\n`)[1]?.split("\n## ")[0] ?? "";
  const rows = section.split("\n").filter((line) => line.startsWith("| "));
  return rows.slice(2).map((row) => row.split("|").map((cell) => cell.trim()));
}

const namesIn = (cell = "") => [...cell.matchAll(/`([^`]+)`/g)].map(([, name = ""]) => name);
const fits = (pattern: string, name: string) =>
  pattern.endsWith("*") ? name.startsWith(pattern.slice(0, -1)) : name === pattern;

describe("hashes", () => {
  const named = table("Hashes").flatMap(([, names]) => namesIn(names));
  const without = entries.filter(({ integrity }) => !/^sha512-[\w+/]{86}==$/.test(integrity ?? ""));

  it("every package of the registry has one, and no address", () => {
    const unknown = without.filter(({ name }) => !named.some((pattern) => fits(pattern, name)));
    expect(unknown.map(({ name }) => name)).toEqual([]);
    expect(entries.filter(({ resolved }) => resolved !== undefined)).toEqual([]);
  });

  it("lack only where the document says so: for other systems, never for this one’s", () => {
    for (const pattern of named) expect(without.some(({ name }) => fits(pattern, name))).toBe(true);
    for (const { name, optional, os, cpu } of without) {
      expect({ name, optional, choosy: os !== undefined || cpu !== undefined }).toEqual({
        name,
        optional: true,
        choosy: true,
      });
      expect(os?.includes("linux") && cpu?.includes("x64") && !name.includes("musl")).not.toBe(
        true,
      );
    }
    expect(without.length).toBeLessThanOrEqual(41);
  });
});

describe("licences", () => {
  const rows = table("Licences").map(([, licence = "", names]) => ({
    licence,
    patterns: namesIn(names),
  }));
  const special = entries.filter(
    ({ dev, license }) => !dev && !PERMISSIVE.test(license ?? "none in the lockfile"),
  );

  it("of production packages are permissive, or in the list with a reason", () => {
    const missing = special.filter(
      ({ name, license = "none in the lockfile" }) =>
        !rows.some(
          ({ licence, patterns }) => licence === license && patterns.some((p) => fits(p, name)),
        ),
    );
    expect(missing.map(({ name, license }) => `${name}: ${license}`)).toEqual([]);
    expect(table("Licences").every(([, , , why]) => (why?.length ?? 0) > 10)).toBe(true);
  });

  it("in the list are those of packages that are there", () => {
    const stale = rows.flatMap(({ licence, patterns }) =>
      patterns.filter(
        (pattern) =>
          !special.some(
            ({ name, license = "none in the lockfile" }) =>
              license === licence && fits(pattern, name),
          ),
      ),
    );
    expect(stale).toEqual([]);
  });

  it("that the lockfile does not name are in the packages themselves", () => {
    const unnamed = special.filter(({ license, integrity }) => !license && integrity);
    expect(unnamed.length).toBeGreaterThan(0);
    for (const [path, { license, integrity }] of Object.entries(packages)) {
      if (license || !integrity || path === "") continue;
      const file = ["LICENSE", "LICENCE", "License"]
        .map((name) => read(`${path}/${name}`))
        .join("");
      expect(file, path).toMatch(/Permission is hereby granted, free of charge/);
    }
  });
});

function read(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
