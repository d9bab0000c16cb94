/** The address a request comes from; other people's word for it counts only if they are trusted. */
import type { IncomingMessage } from "node:http";
import { isIP } from "node:net";
import proxyAddress from "proxy-addr";
import { env } from "../../lib/config/env";

let trust: ReturnType<typeof proxyAddress.compile> | undefined;

/** The client's IP address, by way of TRUSTED_PROXIES only; null when the connection is gone. */
export function clientAddress(request: IncomingMessage): string | null {
  trust ??= proxyAddress.compile(env().trustedProxies);
  const direct = plainAddress(request.socket.remoteAddress ?? "");
  if (!direct) return null;
  return plainAddress(proxyAddress(request, trust)) ?? direct;
}

/** An IPv4 address as such even where it comes wrapped in IPv6; undefined for what is no address. */
export function plainAddress(address: string): string | undefined {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, "").replace(/%.*$/, "");
  return isIP(plain) ? plain : undefined;
}
