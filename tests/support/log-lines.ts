/** What a server has logged. */

/** Lines that a server has written since it was ready, by all its output. */
export function linesAfterStart(output: string): string[] {
  const [, log = ""] = output.split(/Foyer is ready at .*\n/);
  return log.split("\n").filter(Boolean);
}
