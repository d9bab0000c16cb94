/** What exists once per process, however often the module that needs it was loaded. */

const holder = globalThis as { foyerProcessState?: Map<string, object> };

/**
 * The object that this process keeps under `name`, made by `create` when there is none yet. Next.js
 * loads middleware, pages, endpoints and the server in front as bundles apart, each with its own
 * copy of a module: what they must share can't be a module's own variable. Only objects are kept, so
 * that all hold the same one: a Map, or a holder of what changes. Each name is used in one place.
 */
export function processState<T extends object>(name: string, create: () => T): T {
  holder.foyerProcessState ??= new Map();
  const known = holder.foyerProcessState.get(name) as T | undefined;
  if (known) return known;
  const made = create();
  holder.foyerProcessState.set(name, made);
  return made;
}
