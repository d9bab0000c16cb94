/** Keys by which names are compared: people type them in any case and Unicode form. */

/**
 * NFKC and case-folded, spaces around it dropped: equal for `Alice`, `ＡＬＩＣＥ ` and `alice`.
 * Upper then lower case folds what lower case alone leaves apart (ß and SS, ς and σ).
 */
export function nameKey(name: string): string {
  const folded = name.normalize("NFKC").trim().toUpperCase().toLowerCase().replaceAll("ς", "σ");
  return folded.normalize("NFKC");
}
