/** Configuration: the one reader of `process.env`. Wrong settings are refused in words. */
import { resolve } from "node:path";
import proxyAddress from "proxy-addr";
import { z } from "zod";

/** How the secret in .env.example begins. */
const EXAMPLE_SECRET = "replace-me";
const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);

const PROVIDERS_FILE = "config/providers.json";

const flag = z.enum(["0", "1"], { error: "must be 0 or 1" }).transform((v) => v === "1");
const list = z.string().transform((v) =>
  v
    .split(",")
    .map((s) => s.trim())
    .filter(Boolean),
);
/** A whole number in plain digits: `Number` alone would take `0x10`, `1e3` and spaces. */
const whole = (least: number, most: number) => {
  const error = `must be a whole number from ${least} to ${most}`;
  return z
    .string()
    .regex(/^\d{1,9}$/, { error, abort: true })
    .transform(Number)
    .refine((v) => v >= least && v <= most, { error });
};

/** Every variable Foyer reads. `.env.example` has a line for each; a test holds the two equal. */
export const variables = {
  PORT: whole(1, 65535).default(3000),
  HOST: z.string().optional(),
  APP_URL: z
    .url({ protocol: /^https?$/, error: "must be an address such as https://foyer.example.com" })
    .refine(
      isPlain,
      "may have a plain path after its host (/foyer), but no query, fragment, name or password: no ?, # or @",
    )
    .optional(),
  DATABASE_URL: z
    .string()
    .regex(/^file:[^?]+$/, "must be a SQLite file such as file:./var/foyer.db")
    .default("file:./var/foyer.db"),
  NEXTAUTH_SECRET: z.string().optional(),
  SAMPLE_DATA: flag.optional(),
  SAMPLE_PASSWORD: z
    .string()
    .min(12, "must have at least 12 characters")
    .max(128, "must have at most 128 characters")
    .optional(),
  BCRYPT_COST: whole(10, 16).default(12),
  TRUSTED_PROXIES: list
    .refine(
      areAddresses,
      "must be IP addresses or ranges (10.0.0.0/8), or loopback, linklocal, uniquelocal, separated by commas",
    )
    .default([]),
  PASSWORD_SIGN_IN: z.enum(["on", "off"], { error: "must be on or off" }).default("on"),
  PROVIDERS_FILE: z.string().optional(),
  GROUP_REFRESH: whole(1, 86_400).default(600),
  LOG_LEVEL: z
    .enum(["debug", "info", "warn", "error", "silent"], {
      error: "must be debug, info, warn, error or silent",
    })
    .optional(),
};

const schema = z.object(variables).transform((v, ctx) => {
  const appUrl = new URL(v.APP_URL ?? `http://localhost:${v.PORT}`);
  const tryOut = LOOPBACK.has(appUrl.hostname);
  const sampleData = v.SAMPLE_DATA ?? tryOut;
  const error = (key: string, message: string) =>
    ctx.addIssue({ code: "custom", path: [key], message });

  const prefix = appUrl.pathname.replace(/\/$/, "");
  const weak = weaknessOf(v.NEXTAUTH_SECRET);
  if (weak) error("NEXTAUTH_SECRET", `${weak}; set it to the output of: openssl rand -base64 32`);
  if (v.SAMPLE_PASSWORD && !sampleData) {
    error(
      "SAMPLE_PASSWORD",
      "is for sample users only; unset it, or set SAMPLE_DATA=1 for a try-out",
    );
  }
  if (sampleData && !tryOut) {
    error(
      "SAMPLE_DATA",
      "makes users with known names; a public APP_URL may not have them, set it to 0",
    );
  }
  return {
    port: v.PORT,
    /** Addresses to listen on: loopback only while this is a try-out. */
    hosts: v.HOST ? [v.HOST] : tryOut ? ["127.0.0.1", "::1"] : ["0.0.0.0"],
    appUrl,
    /** APP_URL's path (`/foyer`), under which the whole site is; empty at the root of a host. */
    prefix,
    https: appUrl.protocol === "https:",
    tryOut,
    /** Origins that are this site. A try-out may be opened by any name of the loopback address. */
    origins: tryOut ? [...LOOPBACK].map((h) => withHost(appUrl, h)) : [appUrl.origin],
    databaseFile: resolve(
      /* turbopackIgnore: true */ process.cwd(),
      v.DATABASE_URL.slice("file:".length),
    ),
    secret: v.NEXTAUTH_SECRET ?? "",
    sampleData,
    samplePassword: v.SAMPLE_PASSWORD,
    bcryptCost: v.BCRYPT_COST,
    passwordSignIn: v.PASSWORD_SIGN_IN === "on",
    /** Seconds after which a person's groups are read again from their provider. */
    groupRefresh: v.GROUP_REFRESH,
    trustedProxies: v.TRUSTED_PROXIES,
    /** At a terminal a person reads along, who needs to see no more than trouble. */
    logLevel: v.LOG_LEVEL ?? (process.stdout.isTTY ? ("warn" as const) : ("info" as const)),
    production: process.env.NODE_ENV === "production",
  };
});

export type Env = z.output<typeof schema>;

/** A setting that is wrong. */
export interface SettingError {
  /** The variable, or the file and the key in it. */
  key: string;
  /** What it should be. */
  message: string;
}

/** Thrown when the environment is wrong; `message` names each variable and what to set. */
export class EnvError extends Error {
  override name = "EnvError";
}

/** Variables as a process has them. */
export type Variables = Readonly<Record<string, string | undefined>>;

/** Reads and checks variables, this process's own if not others; empty ones count as unset. */
export function readEnv(
  source: Variables = process.env,
): { env: Env } | { errors: SettingError[] } {
  const result = schema.safeParse(withoutEmpty(source));
  if (result.success) return { env: result.data };
  const { issues } = result.error;
  return { errors: issues.map(({ path, message }) => ({ key: path.join("."), message })) };
}

/** All that is wrong, in one message. */
export function envError(errors: readonly SettingError[]): EnvError {
  const lines = errors.map(({ key, message }) => `  ${key} ${message}`);
  return new EnvError(`The settings are not usable (see .env.example):\n${lines.join("\n")}`);
}

let cached: Env | undefined;

/** This process's settings, checked once. Throws {@link EnvError}. */
export function env(): Env {
  if (cached) return cached;
  const result = readEnv(process.env);
  if ("errors" in result) throw envError(result.errors);
  cached = result.env;
  return cached;
}

/** What identity providers are read from; what they must be is not this file's to know. */
export interface ProviderSource {
  /** A file with providers, which must be there if it was named. */
  file: { path: string; required: boolean };
  /** Variables of the family `OIDC_<NAME>_…` among them, and whatever else the file speaks of. */
  variables: Variables;
}

/** Where this process's identity providers are set, of these variables or its own. */
export function providerSource(source: Variables = process.env): ProviderSource {
  const variables = withoutEmpty(source);
  const { PROVIDERS_FILE: named } = variables;
  const path = resolve(/* turbopackIgnore: true */ process.cwd(), named ?? PROVIDERS_FILE);
  return { file: { path, required: named !== undefined }, variables };
}

function withoutEmpty(source: Variables): Variables {
  return Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));
}

function weaknessOf(secret: string | undefined): string | undefined {
  if (!secret) return "is not set";
  if (secret.startsWith(EXAMPLE_SECRET)) return "is the example's";
  if (secret.length < 32) return "is shorter than 32 characters";
  if (new Set(secret).size < 10) return "is not random";
  return undefined;
}

function withHost(url: URL, hostname: string): string {
  return `${url.protocol}//${hostname}${url.port ? `:${url.port}` : ""}`;
}

/**
 * Whether an address has at most a plain path after its host. Read as it was written: `URL` drops a
 * lone `?`, `#` or `@`, and resolves `..`, where whoever wrote it meant something.
 */
function isPlain(address: string): boolean {
  return /^https?:\/\/[^/\\?#@\s%]+(\/(?!\.{1,2}(\/|$))[\w.~-]+)*\/?$/i.test(address);
}

function areAddresses(proxies: string[]): boolean {
  try {
    proxyAddress.compile(proxies);
    return true;
  } catch {
    return false;
  }
}
