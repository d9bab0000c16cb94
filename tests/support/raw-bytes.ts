/** Requests byte by byte: for what no HTTP client would send. */
import { once } from "node:events";
import { connect, type Socket } from "node:net";

export interface RawAnswer {
  /** 0 when the server closed without a word. */
  status: number;
  /** Status line and headers. */
  head: string;
  body: string;
  /** From the first byte sent to the first byte of the answer. */
  milliseconds: number;
}

type Piece = string | Buffer;

/** A connection to a server, that no longer fails the test when the server cuts it. */
export async function connection(server: { url: string }): Promise<Socket> {
  const { hostname, port } = new URL(server.url);
  const socket = connect({ host: hostname, port: Number(port) });
  await once(socket, "connect");
  // The server may answer and cut while we still send: the answer is what counts.
  socket.on("error", () => {});
  return socket;
}

/** Sends the pieces for as long as the server takes them, and gives all that comes back. */
export async function sendRaw(
  server: { url: string },
  pieces: Iterable<Piece>,
): Promise<RawAnswer> {
  const socket = await connection(server);
  const began = performance.now();
  let answeredAt: number | undefined;
  const chunks: Buffer[] = [];
  socket.on("data", (chunk: Buffer) => {
    answeredAt ??= performance.now();
    chunks.push(chunk);
  });
  const closed = new Promise<void>((resolve) => socket.once("close", () => resolve()));
  for (const piece of pieces) {
    if (answeredAt !== undefined || !socket.writable) break;
    const bytes = typeof piece === "string" ? Buffer.from(piece, "latin1") : piece;
    if (!socket.write(bytes)) await Promise.race([drained(socket), closed]);
  }
  await closed;
  const [head = "", ...rest] = Buffer.concat(chunks).toString("utf8").split("\r\n\r\n");
  return {
    status: Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1] ?? 0),
    head,
    body: rest.join("\r\n\r\n"),
    milliseconds: (answeredAt ?? performance.now()) - began,
  };
}

/** The head of a request, on a connection that ends with it; header values are sent as they are. */
export function requestHead(line: string, headers: Record<string, string>): string {
  const all = { Connection: "close", ...headers };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return `${line} HTTP/1.1\r\n${lines.join("")}\r\n`;
}

function drained(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    socket.once("drain", resolve);
    // An answer has come: no reason to go on sending.
    socket.once("data", () => resolve());
  });
}
