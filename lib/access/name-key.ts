/** Keys by which names are compared: people type them in any case and Unicode form. */

/** The group whose members administer Foyer: its name, and its key. */
export const ADMINS = "admins";

/**
 * NFKC and case-folded, spaces around it dropped: equal for `Alice`, `ＡＬＩＣＥ ` and `alice`.
 * Lower, upper, lower case folds what lower case alone leaves apart (ß, ẞ and SS).
 */
export function nameKey(name: string): string {
  const folded = name
    .normalize("NFKC")
    .trim()
    .toLowerCase()
    .toUpperCase()
    .toLowerCase()
    .replaceAll("ς", "σ");
  return folded.normalize("NFKC");
}
