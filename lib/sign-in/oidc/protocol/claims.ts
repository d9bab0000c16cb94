/** Claims by name: `email`, `realm_access.roles`, `emails.0`, or a name that has dots itself. */
type Claims = Record<string, unknown>;

/** The value at a dotted path. A claim that is called exactly so comes first. */
export function claimAt(claims: Claims, path: string): unknown {
  if (path === "") return undefined;
  if (Object.hasOwn(claims, path)) return claims[path];
  return path.split(".").reduce<unknown>((value, part) => {
    const container = typeof value === "object" && value !== null;
    return container && Object.hasOwn(value, part) ? (value as Claims)[part] : undefined;
  }, claims);
}

/** A claim as a text without spaces around it; undefined when it is not one or is empty. */
export function textAt(claims: Claims, path: string): string | undefined {
  const value = claimAt(claims, path);
  const text = typeof value === "number" ? String(value) : value;
  return typeof text === "string" && text.trim() !== "" ? text.trim() : undefined;
}

/** A claim as a list of texts: an array, or one text, split where a separator is given. */
export function listAt(claims: Claims, path: string, separator?: string): string[] {
  const value = claimAt(claims, path);
  const items = typeof value === "string" ? (separator ? value.split(separator) : [value]) : value;
  if (!Array.isArray(items)) return [];
  const texts = items.filter((item): item is string => typeof item === "string");
  return texts.map((item) => item.trim()).filter(Boolean);
}
