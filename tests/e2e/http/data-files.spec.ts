/** A data file that is gone or broken: what needs it fails in words, all else goes on. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ask, cookieOf } from "../../support/ask";
import { copyProject } from "../../support/project-copy";
import { expect, test } from "../../support/test";

const INSIDE = /\n\s+at |SELECT |[Dd]uck[Dd][Bb]|node_modules|\.csv'|\.parquet|\/tmp\//;
const broken: Record<string, (file: string) => void> = {
  gone: () => {},
  empty: (file) => writeFileSync(file, ""),
  garbage: (file) => writeFileSync(file, Buffer.alloc(100_000, 7)),
};

for (const [what, harm] of Object.entries(broken)) {
  test(`files that are ${what} fail alone`, async ({ page, context, ownServer }) => {
    test.setTimeout(90_000);
    const folder = mkdtempSync(join(tmpdir(), "foyer-test-"));
    const project = join(folder, "project");
    mkdirSync(project);
    const data = copyProject(project);
    for (const name of ["global-temp.csv", "flights-3m.parquet", "stocks.csv"]) {
      rmSync(join(data, name));
      harm(join(data, name));
    }
    const server = await ownServer({ project });
    const headers = await cookieOf(server, "admin");
    for (const path of ["climate/temperature", "flights/days", "markets/stocks"]) {
      const answer = await ask(server, `/api/data/${path}`, { headers });
      expect(answer.status, path).toBe(503);
      expect(answer.headers.get("content-type")).toBe("application/problem+json");
      const text = await answer.text();
      expect(text).not.toMatch(INSIDE);
      expect(server.output()).toContain(JSON.parse(text).reference);
    }
    for (const path of ["climate/co2", "markets/index", "weather/days"]) {
      expect((await ask(server, `/api/data/${path}`, { headers })).status, path).toBe(200);
    }

    const [name = "", value = ""] = (headers.Cookie ?? "").split("=");
    await context.addCookies([{ name, value, url: server.url }]);
    await page.goto(`${server.url}/dashboards/climate`);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Climate");
    const broken = page.getByRole("figure").filter({ hasText: "Global temperature" });
    await expect(broken.getByTestId("chart")).toHaveAttribute("data-state", "error");
    await expect(broken.getByRole("alert")).toContainText("This data can’t be read right now.");
    const whole = page.getByRole("figure").filter({ hasText: "Carbon dioxide in the air" });
    await expect(whole.getByTestId("chart")).toHaveAttribute("data-state", "ready");
    expect(await page.content()).not.toMatch(INSIDE);
    await page.close();
    await server.stop();
    rmSync(folder, { recursive: true });
  });
}
