/** Every registered dataset, read from the real files. */
import { expect, test } from "vitest";
import { dashboards } from "@/app/(dashboards)/dashboards/registry";
import type { Principal } from "@/lib/access/policy";
import { findDataset } from "@/lib/dashboards/find";

const viewer = { signedIn: false } as unknown as Principal;
const named = await Promise.all(
  dashboards.map(async ({ slug, datasets }) =>
    Object.keys(await datasets()).map((name) => [slug, name] as const),
  ),
);

test.each(named.flat())(
  "%s/%s needs no parameter and gives the columns it names",
  async (slug, name) => {
    const found = await findDataset(dashboards, slug, name);
    if (!found) throw new TypeError("not found");
    const rows = await found.dataset.parameters.parse({}).read(viewer);
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows.slice(0, 3)) {
      expect(Object.keys(row).sort()).toEqual([...found.dataset.columns].sort());
    }
  },
);

test.each([
  ["nothing", "co2"],
  ["climate", "nothing"],
  ["climate", "constructor"],
  ["climate", "__proto__"],
  [undefined, undefined],
])("there is no %s/%s", async (slug, name) => {
  expect(await findDataset(dashboards, slug, name)).toBeNull();
});
