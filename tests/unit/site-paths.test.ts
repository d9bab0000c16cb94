/** No page leads out of the prefix of APP_URL: plain links, forms and calls ask sitePath(). */
import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";

/** A plain `<a>` or `<form>`, or a call, with a path written out. `Link` and its like add the prefix. */
const LEADS_OUT = /<(a|form)\s[^>]*?(href|action)="\/|fetch\([`"]\/|location\.\w+\([`"]\//;

for (const folder of ["app", "components"]) {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
  for (const name of names.filter((path) => /\.tsx?$/.test(path))) {
    it(`${folder}/${name} writes out no address`, () => {
      expect(readFileSync(`${folder}/${name}`, "utf8")).not.toMatch(LEADS_OUT);
    });
  }
}
