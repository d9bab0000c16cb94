/** Providers as variables: `OIDC_<NAME>_ISSUER` and the like. */
import type { SettingError, Variables } from "../../../config/env";
import type { RawProvider } from "./raw-provider";

type Reading = (text: string) => unknown;
const text: Reading = (value) => value;
const list: Reading = (value) =>
  value
    .split(",")
    .map((item) => item.trim())
    .filter(Boolean);
const flag: Reading = (value) => ({ on: true, "1": true, off: false, "0": false })[value] ?? value;
const parameters: Reading = (value) => Object.fromEntries(new URLSearchParams(value));
const pairs: Reading = (value) =>
  Object.fromEntries(
    value.split(",").map((pair) => {
      const at = pair.lastIndexOf("=");
      return at < 0 ? [pair.trim(), ""] : [pair.slice(0, at).trim(), pair.slice(at + 1).trim()];
    }),
  );

/** Ends of variables: which setting each is, and how it is read. */
export const endings: Record<string, { at: string[]; read: Reading }> = {
  PRESET: { at: ["preset"], read: text },
  LABEL: { at: ["label"], read: text },
  ICON: { at: ["icon"], read: text },
  ISSUER: { at: ["issuer"], read: text },
  CLIENT_ID: { at: ["clientId"], read: text },
  CLIENT_SECRET: { at: ["clientSecret"], read: text },
  // One line in most files of variables: \n stands for a line's end.
  PRIVATE_KEY: { at: ["privateKey"], read: (value) => value.replaceAll("\\n", "\n") },
  SCOPES: { at: ["scopes"], read: text },
  AUTHORIZATION_PARAMS: { at: ["authorizationParams"], read: parameters },
  USERNAME_CLAIM: { at: ["claims", "username"], read: text },
  EMAIL_CLAIM: { at: ["claims", "email"], read: text },
  DISPLAY_NAME_CLAIM: { at: ["claims", "displayName"], read: text },
  GROUPS_CLAIM: { at: ["claims", "groups"], read: text },
  GROUPS_SEPARATOR: { at: ["groupsSeparator"], read: text },
  ALLOWED_DOMAINS: { at: ["allowedDomains"], read: list },
  ALLOWED_GROUPS: { at: ["allowedGroups"], read: list },
  GROUP_MAP: { at: ["groupMap"], read: pairs },
  TRUST_EMAIL: { at: ["trustEmail"], read: flag },
  PROVISION: { at: ["provision"], read: text },
  SIGN_OUT: { at: ["signOut"], read: text },
  REFRESH_GROUPS: { at: ["refreshGroups"], read: flag },
};
const VARIABLE = new RegExp(
  `^OIDC_([A-Z0-9]+(?:_[A-Z0-9]+)*?)_(${Object.keys(endings).join("|")})$`,
);

/** The providers of a set of variables, by name. Pushes what is wrong. */
export function providersFromVariables(
  variables: Variables,
  errors: SettingError[],
): RawProvider[] {
  const byName = new Map<string, Record<string, unknown>>();
  for (const [key, value] of Object.entries(variables)) {
    if (!key.startsWith("OIDC_") || value === undefined) continue;
    const [, name, ending] = VARIABLE.exec(key) ?? [];
    const setting = ending ? endings[ending] : undefined;
    if (!name || !setting) {
      const known = Object.keys(endings).join(", ");
      errors.push({ key, message: `is not known; it must be OIDC_<NAME>_ and one of ${known}` });
      continue;
    }
    const settings = byName.get(name) ?? { id: name.toLowerCase().replaceAll("_", "-") };
    put(settings, setting.at, setting.read(value));
    byName.set(name, settings);
  }
  return [...byName].map(([name, settings]) => ({ settings, keyOf: (at) => keyOf(name, at) }));
}

function put(
  settings: Record<string, unknown>,
  [first = "", second]: string[],
  value: unknown,
): void {
  settings[first] = second ? { ...(settings[first] as object), [second]: value } : value;
}

/** The variable of a setting, such as OIDC_ACME_GROUPS_CLAIM of `claims.groups`. */
function keyOf(name: string, at: PropertyKey[]): string {
  const found = Object.entries(endings).find(([, setting]) =>
    setting.at.every((part, i) => part === at[i]),
  );
  return found ? `OIDC_${name}_${found[0]}` : `OIDC_${name}_*`;
}
