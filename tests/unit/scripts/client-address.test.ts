/** Addresses in one form, and nothing else taken for one. */
import { expect, it } from "vitest";
import { plainAddress } from "@/scripts/server/client-address";

it.each([
  ["192.0.2.1", "192.0.2.1"],
  ["::ffff:192.0.2.1", "192.0.2.1"],
  ["::FFFF:192.0.2.1", "192.0.2.1"],
  ["2001:db8::1", "2001:db8::1"],
  ["fe80::1%eth0", "fe80::1"],
  ["::1", "::1"],
  ["::ffff:c000:201", "::ffff:c000:201"],
])("%s is %s", (address, plain) => {
  expect(plainAddress(address)).toBe(plain);
});

it.each(["", "unknown", "192.0.2.1:4711", "192.0.2.256", "<script>", "localhost", "_hidden"])(
  "%j is none",
  (address) => {
    expect(plainAddress(address)).toBeUndefined();
  },
);
