/** Bytes on a connection, for requests that no HTTP client would send. */
import { once } from "node:events";
import { connect, type Socket } from "node:net";

/** Opens a connection to a server on this machine. */
export async function rawConnection(server: { url: string }): Promise<Socket> {
  const { hostname, port } = new URL(server.url);
  const socket = connect(Number(port), hostname);
  await once(socket, "connect");
  return socket;
}

/** All that comes back until the other side closes the connection. */
export async function allOf(socket: Socket): Promise<string> {
  let text = "";
  // A reset after the answer is an end like any other.
  socket.on("error", () => {});
  socket.setEncoding("utf8").on("data", (piece: string) => {
    text += piece;
  });
  await once(socket, "close");
  return text;
}

/** Sends a text as it is and gives all that comes back. */
export async function exchange(server: { url: string }, text: string): Promise<string> {
  const socket = await rawConnection(server);
  socket.write(text);
  return allOf(socket);
}
