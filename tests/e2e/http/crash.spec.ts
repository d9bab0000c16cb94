/** An error that nobody caught: it is logged, what is under way finishes, and the process ends with status 1. */
import { signInWhileEnding } from "../../support/draining";
import { expect, test } from "../../support/test";

/** Loaded before the server: a bug outside of any request, at our signal. */
const bugs = {
  uncaughtException: `process.on("SIGUSR2", () => { throw new Error("a bug for tests") })`,
  unhandledRejection: `process.on("SIGUSR2", () => { Promise.reject(new Error("a bug for tests")) })`,
};

for (const [event, code] of Object.entries(bugs)) {
  test(`${event}: logged, drained, and ended so that a supervisor starts it again`, async ({
    ownServer,
  }) => {
    const preload = `--import=data:text/javascript,${encodeURIComponent(code)}`;
    const foyer = await ownServer({ env: { NODE_OPTIONS: preload } });
    const { answer, status } = await signInWhileEnding(foyer, "SIGUSR2");
    expect(answer).toContain("HTTP/1.1 200 OK");
    expect(status).toBe(1);
    const line = foyer
      .output()
      .split("\n")
      .find((text) => text.startsWith("{") && text.includes("a bug for tests"));
    // Nor does Next.js say it a second time, in its own words.
    expect(foyer.output()).not.toContain("⨯");
    expect(JSON.parse(line ?? "")).toMatchObject({
      level: 60,
      msg: event,
      err: { message: "a bug for tests", stack: expect.stringContaining("a bug for tests") },
    });
  });
}
