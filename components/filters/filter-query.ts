/** A filter form as a query, without what is the default anyway, so that addresses stay short. */

/**
 * The query for what a form holds. A group of boxes with none ticked has only the empty value of its
 * hidden field: that stays, as it is not the default.
 *
 * @param defaults - by name, what each field holds when nothing is asked for
 */
export function filterQuery(form: FormData, defaults: Record<string, readonly string[]>): string {
  const query = new URLSearchParams();
  for (const name of new Set(form.keys())) {
    const given = form.getAll(name).filter((value) => typeof value === "string");
    const filled = given.filter((value) => value !== "");
    const usually = defaults[name] ?? [];
    if (sameSet(filled, usually)) continue;
    if (filled.length > 0) for (const value of filled) query.append(name, value);
    else if (usually.length > 1) query.append(name, "");
  }
  return query.toString();
}

function sameSet(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((value) => b.includes(value));
}
