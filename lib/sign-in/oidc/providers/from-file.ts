/** Providers as config/providers.json has them. */
import { existsSync, readFileSync } from "node:fs";
import type { SettingError, Variables } from "../../../config/env";
import type { RawProvider } from "./raw-provider";

/** The file's providers; none when there is no file and none was asked for. Pushes what is wrong. */
export function providersFromFile(
  path: string,
  required: boolean,
  variables: Variables,
  errors: SettingError[],
): RawProvider[] {
  if (!existsSync(path)) {
    if (required)
      errors.push({ key: "PROVIDERS_FILE", message: `names ${path}, which is not there` });
    return [];
  }
  const content = parse(path, errors);
  if (content === undefined) return [];
  const known = content !== null && typeof content === "object" && !Array.isArray(content);
  const { providers, ...rest } = (known ? content : {}) as { providers?: unknown };
  for (const key of Object.keys(rest)) {
    errors.push({ key: `${path}: ${key}`, message: 'is not known; the one key is "providers"' });
  }
  if (!Array.isArray(providers)) {
    errors.push({ key: `${path}: providers`, message: "must be a list of providers" });
    return [];
  }
  return providers.map((provider: unknown, i) => {
    const key = `${path}: providers[${i}]`;
    const keyOf = (at: PropertyKey[]) => [key, ...at.map(String)].join(".");
    return { settings: substituted(provider, key, variables, errors), keyOf };
  });
}

function parse(path: string, errors: SettingError[]): unknown {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    errors.push({ key: path, message: `must be readable JSON: ${message}` });
    return undefined;
  }
}

/** The value with `${NAME}` in its texts replaced from the environment: secrets stay out of the file. */
function substituted(
  value: unknown,
  key: string,
  variables: Variables,
  errors: SettingError[],
): unknown {
  if (typeof value === "string") {
    return value.replace(/\$\{(\w+)\}/g, (whole, name: string) => {
      const found = variables[name];
      if (!found) errors.push({ key, message: `speaks of ${whole}, a variable that is not set` });
      return found ?? "";
    });
  }
  if (Array.isArray(value)) {
    return value.map((item, i) => substituted(item, `${key}[${i}]`, variables, errors));
  }
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([name, item]) => [
    name,
    substituted(item, `${key}.${name}`, variables, errors),
  ]);
  return Object.fromEntries(entries);
}
