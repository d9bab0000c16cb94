/** Which versions of Node are taken. */
import { expect, it } from "vitest";
import { nodeVersionError } from "@/scripts/setup/node-version.mjs";

it.each(["20.19.0", "20.20.2", "21.0.0", "22.12.0", "24.21.0", "100.0.0"])(
  "takes %s",
  (version) => {
    expect(nodeVersionError(version)).toBeUndefined();
  },
);

it.each(["20.18.3", "20.9.0", "18.20.8", "9.11.2", "0.12.18", ""])("refuses %s", (version) => {
  expect(nodeVersionError(version)).toMatch(/needs Node\.js 20\.19 or newer/);
});

it("takes the Node that runs these tests", () => {
  expect(nodeVersionError()).toBeUndefined();
});
