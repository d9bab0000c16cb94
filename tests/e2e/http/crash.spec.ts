/** An error that nobody caught: it is logged, what is under way finishes, and the process ends with status 1. */
import { once } from "node:events";
import { ask } from "../../support/ask";
import { connection, received } from "../../support/raw-bytes";
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
    const socket = await connection(foyer);
    const answer = received(socket);
    const body = "username=alice&password=a+password+for+tests";
    socket.write(
      `POST /api/auth/callback/credentials HTTP/1.1\r\nHost: localhost\r\nOrigin: ${foyer.url}\r\n` +
        "Content-Type: application/x-www-form-urlencoded\r\nExpect: 100-continue\r\n" +
        `Accept: application/json\r\nContent-Length: ${body.length}\r\n\r\n`,
    );
    // It has the request, and waits for the body, when it says so.
    await once(socket, "data");
    const ended = foyer.stop("SIGUSR2");
    const reached = () =>
      ask(foyer, "/api/health").then(
        ({ status }) => status,
        () => "refused",
      );
    await expect.poll(reached).toBe("refused");
    socket.write(body);
    expect((await answer).toString("utf8")).toContain("HTTP/1.1 200 OK");
    expect(await ended).toBe(1);
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
