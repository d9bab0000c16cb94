/** Keys of client addresses, by which failures and shares are counted. */
import { isIPv6 } from "node:net";

/**
 * What stands for an address: an IPv6 customer has a whole /64. A loopback address says nothing
 * about who is there (it is a proxy that TRUSTED_PROXIES doesn't name, or this machine's owner).
 */
export function addressKey(address: string | null): string | null {
  if (!address || address === "::1" || address.startsWith("127.")) return null;
  return `address:${isIPv6(address) ? networkOf(address) : address}`;
}

function networkOf(address: string): string {
  const [head = "", tail = ""] = address.split("::");
  const before = head.split(":").filter(Boolean);
  const after = tail.split(":").filter(Boolean);
  const zeros = address.includes("::") ? Array(8 - before.length - after.length).fill("0") : [];
  return [...before, ...zeros, ...after].slice(0, 4).join(":");
}
