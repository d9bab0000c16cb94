/** Which Node runs Foyer. Written so that any Node of the last years can read it. */

const NEEDED = [20, 19];

/**
 * Words for a Node that is too old, or nothing.
 * @param {string} [version] such as `20.19.0`
 * @returns {string | undefined}
 */
export function nodeVersionError(version = process.versions.node) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  if (major > 20 || (major === NEEDED[0] && minor >= 19)) return undefined;
  return `Foyer needs Node.js ${NEEDED.join(".")} or newer, and this is ${version}. Node.js 24 is a good choice: https://nodejs.org`;
}
