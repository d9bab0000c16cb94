/** `npm run serve`: what was built elsewhere is served as it is, without anything that builds. */
import { existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ask, cookieOf } from "../../support/ask";
import { refusedFoyer } from "../../support/foyer";
import { copyProject } from "../../support/project-copy";
import { expect, test } from "../../support/test";

function newFolder(): string {
  const folder = join(mkdtempSync(join(tmpdir(), "foyer-test-")), "project");
  mkdirSync(folder);
  return folder;
}

test("needs none of the packages that build and test", async ({ ownServer }) => {
  const project = newFolder();
  copyProject(project, { toServe: true });
  for (const name of ["esbuild", "tsx", "tailwindcss", "playwright", "vitest"]) {
    expect(existsSync(join(project, "node_modules", name)), name).toBe(false);
  }
  const server = await ownServer({ project });
  const headers = await cookieOf(server, "admin");
  for (const path of ["/", "/dashboards/flights", "/account", "/api/data/markets/stocks"]) {
    expect((await ask(server, path, { headers })).status, path).toBe(200);
  }
  expect(server.output()).not.toContain("next.config.ts");
});

test("says what to do where nothing was built", async () => {
  for (const missing of [".compiled", ".next"]) {
    const project = newFolder();
    copyProject(project);
    rmSync(join(project, missing), { recursive: true });
    const { status, output } = await refusedFoyer({ project });
    expect([status, output.trim()]).toEqual([
      1,
      "Foyer is not built here yet. Run: npm ci && npm run build",
    ]);
  }
});

test("refuses a path of APP_URL that was not built", async () => {
  const env = { APP_URL: "http://localhost:3000/elsewhere", SAMPLE_PASSWORD: "" };
  const { status, output } = await refusedFoyer({ env });
  expect(status).toBe(1);
  expect(output).toContain("Foyer is built for the path /, and APP_URL has /elsewhere.");
});
