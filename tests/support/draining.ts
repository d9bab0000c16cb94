/** A sign-in that is under way while its server ends. */
import { once } from "node:events";
import { ask } from "./ask";
import { type Foyer, SAMPLE_PASSWORD } from "./foyer";
import { connection, received } from "./raw-bytes";
import { expect } from "./test";

/**
 * Begins a sign-in as alice, ends the server by `signal`, and sends the rest once the server takes no
 * new connection any more. Gives all that came back, and the server's exit status.
 */
export async function signInWhileEnding(
  foyer: Foyer,
  signal: NodeJS.Signals,
): Promise<{ answer: string; status: number | null }> {
  const socket = await connection(foyer);
  const answer = received(socket);
  const body = String(new URLSearchParams({ username: "alice", password: SAMPLE_PASSWORD }));
  socket.write(
    `POST /api/auth/callback/credentials HTTP/1.1\r\nHost: localhost\r\nOrigin: ${foyer.url}\r\n` +
      "Content-Type: application/x-www-form-urlencoded\r\nExpect: 100-continue\r\n" +
      `Accept: application/json\r\nContent-Length: ${body.length}\r\n\r\n`,
  );
  // It has the request, and waits for the body, when it says so.
  await once(socket, "data");
  const ended = foyer.stop(signal);
  const reached = () =>
    ask(foyer, "/api/health").then(
      ({ status }) => status,
      () => "refused",
    );
  await expect.poll(reached).toBe("refused");
  socket.write(body);
  return { answer: String(await answer), status: await ended };
}
