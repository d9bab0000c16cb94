/** The rows of one view of a dashboard: each read once, however many parts of the page show them. */
import type { Principal } from "../access/policy";

/** A function of a dashboard's data.ts. */
type ReadRows<F, R> = (viewer: Principal, filters: F) => Promise<R>;

/**
 * Settles who looks, and under which filters. What it gives calls a reader of rows the first time
 * it is asked for them, and hands the same rows to all who ask: they must not be changed. A read
 * that failed has failed for all of this view; asking again is another view.
 */
export function viewRows<F>(
  viewer: Principal,
  filters: F,
): <R>(read: ReadRows<F, R>) => Promise<Readonly<R>> {
  const reads = new Map<unknown, Promise<unknown>>();
  return <R>(read: ReadRows<F, R>) => {
    const known = reads.get(read) ?? read(viewer, filters);
    reads.set(read, known);
    return known as Promise<Readonly<R>>;
  };
}
