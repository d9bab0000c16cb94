/** Requests byte by byte: for what no HTTP client would send. */
import { once } from "node:events";
import { connect, type Socket } from "node:net";

export interface RawAnswer {
  /** 0 when the server closed without a word. */
  status: number;
  /** Status line and headers. */
  head: string;
  /** By their names in small letters; a repeated one's last value. */
  headers: Record<string, string>;
  /** Put together from its chunks. */
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
  socket.once("data", () => {
    answeredAt = performance.now();
  });
  const closed = received(socket);
  for (const piece of pieces) {
    if (answeredAt !== undefined || !socket.writable) break;
    const bytes = typeof piece === "string" ? Buffer.from(piece, "latin1") : piece;
    if (!socket.write(bytes)) await Promise.race([drained(socket), closed]);
  }
  const bytes = await closed;
  return { ...parsed(bytes), milliseconds: (answeredAt ?? performance.now()) - began };
}

/** All that comes on a connection until it is closed. Call it before the first byte is sent. */
export function received(socket: Socket): Promise<Buffer> {
  const chunks: Buffer[] = [];
  socket.on("data", (chunk: Buffer) => chunks.push(chunk));
  return new Promise((resolve) => socket.once("close", () => resolve(Buffer.concat(chunks))));
}

/** One request whose target no client would send as it is. */
export function rawRequest(
  server: { url: string },
  method: string,
  target: string,
  headers: Record<string, string> = {},
): Promise<RawAnswer> {
  const { host } = new URL(server.url);
  return sendRaw(server, [requestHead(`${method} ${target}`, { Host: host, ...headers })]);
}

function parsed(bytes: Buffer): Omit<RawAnswer, "milliseconds"> {
  const end = bytes.indexOf("\r\n\r\n");
  const head = bytes.subarray(0, end < 0 ? bytes.length : end).toString("utf8");
  const rest = end < 0 ? Buffer.alloc(0) : bytes.subarray(end + 4);
  const headers = Object.fromEntries(
    [...head.matchAll(/^([^:\s]+): *(.*)$/gm)].map(([, name = "", value = ""]) => [
      name.toLowerCase(),
      value.trim(),
    ]),
  );
  const body = headers["transfer-encoding"] === "chunked" ? unchunked(rest) : rest;
  const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1] ?? 0);
  return { status, head, headers, body: body.toString("utf8") };
}

function unchunked(bytes: Buffer): Buffer {
  const chunks: Buffer[] = [];
  for (let at = 0; at < bytes.length; ) {
    const end = bytes.indexOf("\r\n", at);
    const size = Number.parseInt(bytes.subarray(at, end).toString("latin1"), 16);
    if (end < 0 || !(size > 0)) break;
    chunks.push(bytes.subarray(end + 2, end + 2 + size));
    at = end + 2 + size + 2;
  }
  return Buffer.concat(chunks);
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
