/** Settings: what is taken, what is refused, and that the words name what to set. */
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { type Env, EnvError, variables } from "@/lib/config/env";
import { checkSettings } from "@/lib/sign-in/settings";

const SECRET = "Jx3vQ8mZ0pL5tR2wY7uB4nC6kD9fG1hS";
type Source = Record<string, string>;

const settings = (source: Source): Env => checkSettings({ NEXTAUTH_SECRET: SECRET, ...source });
const errors = (source: Source): string => {
  try {
    settings(source);
  } catch (error) {
    if (error instanceof EnvError) return error.message;
    throw error;
  }
  return "";
};

describe("refuses, and names the variable", () => {
  it.each<[string, string[]]>([
    ["PORT", ["0", "-1", "65536", "http", "3000a", "0x10", "1e3", " ", "3.5", "99999999999999"]],
    [
      "APP_URL",
      [
        "foyer.example.com",
        "//foyer.example.com",
        "ftp://foyer.example.com",
        "javascript:alert(1)",
        "https://",
        "https://foyer.example.com/su%20b",
        "https://foyer.example.com/?a",
        "https://foyer.example.com/#a",
        "https://me:secret@foyer.example.com",
        "https://foyer.example.com/?",
        "https://foyer.example.com?",
        "https://foyer.example.com/#",
        "https://foyer.example.com#",
        "https://foyer.example.com/sub?#",
        "https://@foyer.example.com",
        "https://:@foyer.example.com",
        "https://foyer.example.com/a/../b",
        "https://foyer.example.com/.",
        "https://foyer.example.com//",
        "https:\\\\foyer.example.com",
        "https://foyer.example.com\\sub",
        "https:foyer.example.com",
        "https:///foyer.example.com",
      ],
    ],
    ["DATABASE_URL", ["postgres://db/foyer", "./foyer.db", "file:", "file:a.db?mode=ro", "foyer"]],
    ["NEXTAUTH_SECRET", ["short", "a".repeat(64), "abababababababababababababababababab"]],
    ["NEXTAUTH_SECRET", ["replace-me-with-the-output-of-openssl-rand-base64-32"]],
    ["SAMPLE_DATA", ["yes", "true", "2", "on"]],
    ["SAMPLE_PASSWORD", ["elevenchars", "x".repeat(129)]],
    ["BCRYPT_COST", ["9", "17", "ten", "", " "].filter(Boolean)],
    ["TRUSTED_PROXIES", ["proxy.example.com", "10.0.0.0/33", "10.0.0", "127.0.0.1,nonsense"]],
    ["LOG_LEVEL", ["verbose", "DEBUG", "trace"]],
  ])("%s when it is one of %j", (name, values) => {
    for (const value of values) {
      const words = errors({ [name]: value });
      expect(words, value).toContain(`  ${name} `);
      expect(words).toContain(".env.example");
    }
  });

  it("never repeats a secret or password", () => {
    const words = errors({ NEXTAUTH_SECRET: "hunter2hunter2", SAMPLE_PASSWORD: "opensesame" });
    expect(words).not.toMatch(/hunter2|opensesame/);
  });

  it("says everything that is wrong at once", () => {
    const words = errors({ PORT: "x", BCRYPT_COST: "1", LOG_LEVEL: "loud" });
    expect(words.split("\n")).toHaveLength(4);
  });

  it("a secret that is not set, and says how to make one", () => {
    expect(() => checkSettings({})).toThrow(
      /NEXTAUTH_SECRET is not set; .*openssl rand -base64 32/,
    );
  });
});

describe("takes", () => {
  it.each<[Source, Partial<Env>]>([
    [{}, { port: 3000, bcryptCost: 12, logLevel: "info", trustedProxies: [] }],
    [{ PORT: "8080" }, { port: 8080 }],
    [{ PORT: "" }, { port: 3000 }],
    [{ BCRYPT_COST: "10" }, { bcryptCost: 10 }],
    [{ DATABASE_URL: "file:/srv/foyer.db" }, { databaseFile: "/srv/foyer.db" }],
    [{ DATABASE_URL: "file:///srv/foyer.db" }, { databaseFile: "/srv/foyer.db" }],
    [{ DATABASE_URL: "file:./a/b.db" }, { databaseFile: resolve("a/b.db") }],
    [
      { TRUSTED_PROXIES: "127.0.0.1, 10.0.0.0/8,::1,loopback" },
      { trustedProxies: ["127.0.0.1", "10.0.0.0/8", "::1", "loopback"] },
    ],
    [{ HOST: "192.0.2.1" }, { hosts: ["192.0.2.1"] }],
    [{ SAMPLE_PASSWORD: "twelve chars" }, { samplePassword: "twelve chars", sampleData: true }],
    [{ SAMPLE_DATA: "0" }, { sampleData: false, tryOut: true }],
    [{ LOG_LEVEL: "silent" }, { logLevel: "silent" }],
  ])("%j", (source, expected) => {
    expect(settings(source)).toMatchObject(expected);
  });
});

describe("a try-out", () => {
  it.each([
    undefined,
    "http://localhost:3000",
    "http://LOCALHOST:3000",
    "http://127.0.0.1:3000",
    "http://127.1:3000",
    "http://[::1]:3000",
    "https://localhost",
  ])("is APP_URL %s", (address) => {
    const env = settings(address ? { APP_URL: address } : {});
    expect(env.tryOut).toBe(true);
    expect(env.sampleData).toBe(true);
    expect(env.hosts).toEqual(["127.0.0.1", "::1"]);
    expect(env.origins).toHaveLength(3);
  });

  it("has its address from PORT, under each name of this machine", () => {
    expect(settings({ PORT: "4000" }).origins).toEqual([
      "http://localhost:4000",
      "http://127.0.0.1:4000",
      "http://[::1]:4000",
    ]);
  });
});

describe("a deployment", () => {
  const APP_URL = "https://foyer.example.com";

  it.each([
    APP_URL,
    "http://foyer.internal:8080",
    "https://localhost.example.com",
    "https://127.0.0.1.nip.io",
    "http://192.168.1.5:3000",
    "http://0.0.0.0:3000",
    "http://localhost.:3000",
  ])("is APP_URL %s: no sample users, one origin, all addresses", (address) => {
    const env = settings({ APP_URL: address });
    expect(env).toMatchObject({ tryOut: false, sampleData: false, hosts: ["0.0.0.0"] });
    expect(env.origins).toEqual([new URL(address).origin]);
  });

  it("knows https", () => {
    expect(settings({ APP_URL }).https).toBe(true);
    expect(settings({ APP_URL: "http://foyer.internal" }).https).toBe(false);
  });

  it.each<[Source, RegExp]>([
    [{ APP_URL, SAMPLE_DATA: "1" }, /SAMPLE_DATA .*set it to 0/],
    [{ APP_URL, SAMPLE_PASSWORD: "a long password" }, /SAMPLE_PASSWORD .*sample users only/],
    [{ APP_URL, NEXTAUTH_SECRET: "" }, /NEXTAUTH_SECRET is not set/],
    [{ APP_URL, NEXTAUTH_SECRET: "x".repeat(40) }, /NEXTAUTH_SECRET is not random/],
  ])("refuses %j", (source, words) => {
    expect(errors(source)).toMatch(words);
  });
});

it(".env.example has one line per variable, and none of others", () => {
  const lines = readFileSync(".env.example", "utf8").split("\n");
  const named = lines.flatMap((line) => /^#? ?([A-Z_]+)=/.exec(line)?.[1] ?? []);
  expect(named.sort()).toEqual(Object.keys(variables).sort());
});

it(".env.example can be copied as it is: its secret is refused, the rest are comments", () => {
  const lines = readFileSync(".env.example", "utf8").split("\n");
  expect(lines.filter((line) => line !== "" && !line.startsWith("#"))).toEqual([]);
  const secret = lines.find((line) => line.includes("NEXTAUTH_SECRET="))?.split("=")[1] ?? "";
  expect(errors({ NEXTAUTH_SECRET: secret })).toMatch(/is the example's/);
});
