/** What each answer of the access table must look like. */
import { expect } from "playwright/test";
import { secrets } from "./access-table";
import { ask, cookieOf, type Person } from "./ask";

/** Asks as a person and expects the status, in the shape the contract gives it. */
export async function expectAnswer(
  server: { url: string; databaseFile: string },
  path: string,
  person: Person,
  status: number,
): Promise<void> {
  const response = await ask(server, path, { headers: await cookieOf(server, person) });
  const body = await response.text();
  expect(response.status).toBe(status);
  if (status === 307) expectSignIn(response, path);
  if (path.startsWith("/api") && status >= 400) expectProblem(response, body, status);
  if (status !== 200) expect(body).not.toMatch(secrets[path] ?? /$^/);
  if (status === 200 && secrets[path]) expect(body).toMatch(secrets[path]);
  if (person !== "nobody" || status !== 200) {
    expect(response.headers.get("cache-control")).toContain("no-store");
  }
}

function expectSignIn(response: Response, path: string): void {
  const location = new URL(response.headers.get("location") ?? "", response.url);
  expect(location.origin).toBe(new URL(response.url).origin);
  expect(location.pathname).toBe("/login");
  expect(location.searchParams.get("callbackUrl")).toBe(path);
}

function expectProblem(response: Response, body: string, status: number): void {
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  const { status: said, title, code } = JSON.parse(body) as Record<string, unknown>;
  expect(said).toBe(status);
  expect(title).toEqual(expect.stringMatching(/\w/));
  expect(code).toEqual(expect.stringMatching(/^[a-z-]+$/));
}
