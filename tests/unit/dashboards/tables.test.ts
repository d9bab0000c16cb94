/** The registered dashboards' tables: no name of theirs has two meanings. */
import { expect, test } from "vitest";
import { dashboards } from "@/app/(dashboards)/dashboards/registry";
import { conflictOver, refuseConflicts } from "@/lib/data/table-names";

test("every name means one table", async () => {
  for (const { datasets } of dashboards) await datasets();
  expect(conflictOver("weather")).toBeNull();
  expect(() => refuseConflicts()).not.toThrow();
});
