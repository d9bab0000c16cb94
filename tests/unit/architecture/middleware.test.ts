/** Middleware runs before every page: nothing is loaded with it that only pages show. */
import { expect, it } from "vitest";
import { byImportPath, reachedFrom } from "./reach";
import { sourceFiles } from "./source-files";
import { parsed } from "./syntax";

/** What draws: icons, components, charts. */
const DRAWN = /^(lucide-react|react-dom|plotly\.js|react-plotly\.js|components)(\/|$)|\/figures$/;
/** What signs in, and talks to providers. */
const SIGN_IN = /^(lib\/sign-in\/|(openid-client|jose|next-auth|piscina)(\/|$))/;

/** All that is loaded with middleware, and what is imported late as well if that is asked for. */
function reached(lazily = false): string[] {
  const files = byImportPath(sourceFiles());
  const middleware = files.get("middleware");
  if (!middleware) throw new TypeError("there is no middleware.ts");
  return [...reachedFrom(parsed(middleware), files, lazily)];
}

it("is loaded without icons and components", () => {
  expect(reached()).toContain("app/(dashboards)/dashboards/weather/access");
  expect(reached().filter((name) => DRAWN.test(name))).toEqual([]);
});

it("is loaded without ways in and their libraries", () => {
  expect(reached()).toContain("lib/session/session");
  expect(reached(true).filter((name) => SIGN_IN.test(name))).toEqual([]);
});
