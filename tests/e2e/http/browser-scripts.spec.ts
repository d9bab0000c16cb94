/** What the build sends to browsers: no polyfill of Node.js' Buffer, which is 28 kB of script. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "../../support/test";

const CHUNKS = ".next/static/chunks";

test("no script has a polyfill of Buffer", () => {
  const scripts = readdirSync(CHUNKS).filter((name) => name.endsWith(".js"));
  expect(scripts.length).toBeGreaterThan(5);
  const withBuffer = scripts.filter((name) =>
    /kMaxLength|INSPECT_MAX_BYTES/.test(readFileSync(join(CHUNKS, name), "utf8")),
  );
  expect(withBuffer).toEqual([]);
});
