/** The guards around endpoints, actions and pages: each asks for itself, whatever middleware did. */
import { randomUUID } from "node:crypto";
import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { type FormState, guardedAction, publicAction } from "@/lib/guards/action-guard";
import { guardedPage, requireViewer } from "@/lib/guards/page-guard";
import { guardedRoute } from "@/lib/guards/route-guard";
import { sessionCookie } from "@/lib/session/cookies";
import { startSession } from "@/lib/session/session";
import { temporaryDatabase } from "../../support/database";
import { addPerson } from "../../support/people";

/** What Next.js would say of the request under way. */
const request = vi.hoisted(() => ({ cookie: "", headers: new Headers() }));
vi.mock("next/headers", () => ({
  cookies: async () => ({
    get: (name: string) =>
      request.cookie && name === sessionCookie().name ? { name, value: request.cookie } : undefined,
  }),
  headers: async () => request.headers,
}));
vi.mock("next/navigation", () => {
  const leave = (how: string) => (where?: string) => {
    throw Object.assign(new Error(how), { digest: `NEXT_${how}`, where });
  };
  return { redirect: leave("redirect"), forbidden: leave("forbidden"), notFound: leave("404") };
});

temporaryDatabase();

const analysts = { groups: { anyOf: ["analysts"] } };
const tokens = { nobody: "", carol: "", alice: "" };
type Name = keyof typeof tokens;

beforeAll(async () => {
  const alice = await addPerson("alice", { groups: ["analysts"] });
  const carol = await addPerson("carol");
  for (const { id: userId, username } of [alice, carol]) {
    const session = { userId, method: "password", persistent: false, ip: null, userAgent: null };
    tokens[username as Name] = (await startSession(session)).token;
  }
});

function as(name: Name, headers: Record<string, string> = { origin: "http://localhost:3000" }) {
  request.cookie = tokens[name];
  request.headers = new Headers({ cookie: "x=y", ...headers });
}
beforeEach(() => as("nobody"));

const schema = z.object({ n: z.string().regex(/^\d+$/, "Choose a number.") });
const read = vi.fn(async () => Response.json({ secret: true }));
const work = vi.fn(async (): Promise<FormState> => ({ ok: true }));
beforeEach(() => {
  read.mockClear();
  work.mockClear();
});

describe("a guarded endpoint", () => {
  const GET = guardedRoute(schema, analysts, read);
  const ask = (query = "n=1") =>
    GET(new Request(`http://localhost:3000/api/data/x?${query}`), { params: Promise.resolve({}) });

  it.each([
    ["nobody", 401, "sign-in-required"],
    ["carol", 403, "forbidden"],
  ] as const)("refuses %s with %i, and does not read", async (name, status, code) => {
    as(name);
    const answer = await ask();
    expect(answer.status).toBe(status);
    expect(await answer.json()).toMatchObject({ status, code });
    expect(read).not.toHaveBeenCalled();
  });

  it("serves whom the rule lets in, and no cache keeps it", async () => {
    as("alice");
    const answer = await ask();
    expect(answer.status).toBe(200);
    expect(answer.headers.get("cache-control")).toBe("private, no-store");
  });

  it("says who may read before it says what is wrong with the question", async () => {
    as("carol");
    expect((await ask("n=x")).status).toBe(403);
    as("alice");
    const answer = await ask("n=x");
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ fields: { n: ["Choose a number."] } });
    expect(read).not.toHaveBeenCalled();
  });

  it("takes a rule that can't be found for a closed door", async () => {
    const closed = guardedRoute(schema, () => null, read);
    const answer = await closed(new Request("http://localhost:3000/?n=1"), {
      params: Promise.resolve({}),
    });
    expect(answer.status).toBe(401);
  });
});

describe("a guarded action", () => {
  const act = guardedAction(schema, analysts, work);
  const form = (n = "1") => {
    const data = new FormData();
    data.set("n", n);
    data.set("newPassword", "secret words");
    return data;
  };

  it.each(["nobody", "carol"] as const)("does nothing for %s", async (name) => {
    as(name);
    expect(await act({}, form())).toMatchObject({ ok: false });
    expect(work).not.toHaveBeenCalled();
  });

  it("works for whom the rule lets in", async () => {
    as("alice");
    expect(await act({}, form())).toEqual({ ok: true });
  });

  it("gives errors by field, what was typed, and never a password", async () => {
    as("alice");
    expect(await act({}, form("one"))).toEqual({
      ok: false,
      message: "Some of the input is not valid.",
      fields: { n: ["Choose a number."] },
      values: { n: "one" },
    });
  });

  it.each([
    [{ origin: "https://evil.example" }],
    [{ origin: "http://localhost:3000", "sec-fetch-site": "cross-site" }],
    [{}],
  ])("refuses another site: %j", async (headers) => {
    as("alice", headers);
    const anyone = publicAction(schema, work);
    for (const action of [act, anyone]) {
      const { ok, message } = await action({}, form());
      expect([ok, message]).toEqual([
        false,
        "This request came from another site and was refused.",
      ]);
    }
    expect(work).not.toHaveBeenCalled();
  });
});

describe("a guarded page", () => {
  const render = vi.fn(() => "private");
  const page = guardedPage(analysts, render);
  const open = () => page({ params: Promise.resolve({}), searchParams: Promise.resolve({}) });
  beforeEach(() => render.mockClear());

  it("sends nobody to sign in, and shows the others a refusal, before it renders", async () => {
    await expect(open()).rejects.toThrow("redirect");
    as("carol");
    await expect(open()).rejects.toThrow("forbidden");
    expect(render).not.toHaveBeenCalled();
  });

  it("renders for whom the rule lets in", async () => {
    as("alice");
    expect(await open()).toBe("private");
  });

  it("takes a made-up session for nobody's", async () => {
    request.cookie = randomUUID().replaceAll("-", "").padEnd(43, "0");
    await expect(requireViewer()).rejects.toThrow("redirect");
  });
});
