/** Middleware runs before every page: nothing is loaded with it that only pages show. */
import { expect, it } from "vitest";
import { byImportPath, reachedFrom } from "./reach";
import { sourceFiles } from "./source-files";
import { parsed } from "./syntax";

/** What draws: icons, components, charts. */
const DRAWN = /^(lucide-react|react-dom|plotly\.js|react-plotly\.js|components)(\/|$)|\/figures$/;

it("is loaded without icons and components", () => {
  const files = byImportPath(sourceFiles());
  const middleware = files.get("middleware");
  if (!middleware) throw new TypeError("there is no middleware.ts");
  const reached = [...reachedFrom(parsed(middleware), files)];
  expect(reached).toContain("app/(dashboards)/dashboards/weather/access");
  expect(reached.filter((name) => DRAWN.test(name))).toEqual([]);
});
