/** A provider before it is checked. */

export interface RawProvider {
  settings: unknown;
  /** The name under which each of its settings was found: a variable, or a file and a key in it. */
  keyOf: (at: PropertyKey[]) => string;
}
