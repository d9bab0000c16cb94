/** Dashboards declare a column once, and read rows once per view. */
import { describe, expect, it } from "vitest";
import { columnFaults, viewFaults } from "./row-rules";
import { sourceFiles } from "./source-files";

const files = sourceFiles();
const inDashboard = (name: string, text: string) => [
  { path: `app/(dashboards)/dashboards/sales/${name}`, text },
];
const page = (text: string) =>
  viewFaults(inDashboard("page.tsx", `import { orders as all } from "./data";\n${text}`));

describe("columnFaults", () => {
  it("finds none in the project", () => expect(columnFaults(files)).toEqual([]));

  it.each(["z.object({ day: z.string() })", "z.strictObject({})", "z.array(z.object({}))"])(
    "notices %s",
    (schema) => {
      expect(columnFaults(inDashboard("data.ts", `const row = ${schema};`))).toHaveLength(1);
    },
  );

  it("lets a row pass that is defined once", () => {
    expect(
      columnFaults(inDashboard("data.ts", "const row = defineRow({ day: z.string() });")),
    ).toEqual([]);
  });
});

describe("viewFaults", () => {
  it("finds none in the project", () => expect(viewFaults(files)).toEqual([]));

  it.each([
    "const a = all(viewer, values);",
    "const a = async () => figure(await all(viewer, {}));",
  ])("notices %s", (text) => expect(page(text)).toHaveLength(1));

  it.each(["const a = async () => figure(await rows(all));", "const a = all;"])(
    "lets %s pass",
    (text) => expect(page(text)).toEqual([]),
  );
});
