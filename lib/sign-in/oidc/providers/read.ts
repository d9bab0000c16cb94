/** Every provider that is configured, from file and variables together, or what is wrong with them. */
import type { ProviderSource, SettingError } from "../../../config/env";
import { providersFromFile } from "./from-file";
import { providersFromVariables } from "./from-variables";
import { completed, type Provider } from "./provider";
import type { RawProvider } from "./raw-provider";
import { providerSettings } from "./settings";

/** Reads and checks all providers; a variable wins over the file's setting of the same provider. */
export function readProviders({ file, variables }: ProviderSource): {
  providers: Provider[];
  errors: SettingError[];
} {
  const errors: SettingError[] = [];
  const fromFile = providersFromFile(file.path, file.required, variables, errors);
  const fromVariables = providersFromVariables(variables, errors);
  const raw = merged(fromFile, fromVariables);
  const providers = raw.flatMap((one) => check(one, errors) ?? []);
  const seen = new Set<string>();
  for (const { id } of providers) {
    if (seen.has(id))
      errors.push({ key: `providers: ${id}`, message: "is there twice; ids must differ" });
    seen.add(id);
  }
  if (variables.PASSWORD_SIGN_IN === "off" && providers.length === 0 && errors.length === 0) {
    const message = "must be on while no provider is configured: nobody could sign in";
    errors.push({ key: "PASSWORD_SIGN_IN", message });
  }
  return { providers, errors };
}

function merged(fromFile: RawProvider[], fromVariables: RawProvider[]): RawProvider[] {
  const idOf = ({ settings }: RawProvider) => objectOf(settings).id;
  const both = fromFile.map((base): RawProvider => {
    const over = fromVariables.find((other) => idOf(other) === idOf(base));
    if (!over) return base;
    const [a, b] = [objectOf(base.settings), objectOf(over.settings)];
    const claims = { ...objectOf(a.claims), ...objectOf(b.claims) };
    return {
      settings: { ...a, ...b, claims },
      keyOf: (at) => (String(at[0]) in b ? over.keyOf(at) : base.keyOf(at)),
    };
  });
  const ids = new Set(fromFile.map(idOf));
  return [...both, ...fromVariables.filter((one) => !ids.has(idOf(one)))];
}

function check({ settings, keyOf }: RawProvider, errors: SettingError[]): Provider | null {
  const result = providerSettings.safeParse(settings);
  if (!result.success) {
    for (const { path, message, code } of result.error.issues) {
      const missing = code === "invalid_type" && !has(settings, path);
      errors.push({ key: keyOf(path), message: missing ? "must be set" : message });
    }
    return null;
  }
  const provider = completed(result.data);
  if (!("issuerError" in provider)) return provider;
  errors.push({ key: keyOf(["issuer"]), message: provider.issuerError });
  return null;
}

function has(settings: unknown, path: PropertyKey[]): boolean {
  const [first = "", ...rest] = path.map(String);
  if (first === "") return settings !== undefined;
  return first in objectOf(settings) && (rest.length === 0 || has(objectOf(settings)[first], rest));
}

function objectOf(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}
