/** What becomes of a sign-in's answer, whatever the server says: a real one on a port of its own. */
import { once } from "node:events";
import { createServer, type IncomingMessage, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import { sendSignIn } from "@/components/forms/send-sign-in";

async function server(listener: RequestListener): Promise<string> {
  const running = createServer(listener).listen(0, "127.0.0.1");
  await once(running, "listening");
  onTestFinished(() => void running.close());
  return `http://127.0.0.1:${(running.address() as AddressInfo).port}/`;
}
const answering = (status: number, body: string) =>
  server((_request, response) => response.writeHead(status).end(body));

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = "";
  for await (const chunk of request) body += chunk;
  return body;
}

function form(fields: Record<string, string>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.append(name, value);
  return data;
}
const generic = { ok: false, message: "Signing in did not work. Try again." };

describe("sendSignIn", () => {
  it("sends the fields as a form and asks for JSON", async () => {
    const seen: unknown[] = [];
    const url = await server(async (request, response) => {
      const { method, headers } = request;
      seen.push(method, headers.accept, headers["content-type"], await bodyOf(request));
      response.end('{"url":"/dashboards"}');
    });
    const answer = await sendSignIn(url, form({ username: "ä&b", password: "p w" }));
    expect(answer).toEqual({ ok: true, url: "/dashboards" });
    expect(seen).toEqual([
      "POST",
      "application/json",
      "application/x-www-form-urlencoded;charset=UTF-8",
      "username=%C3%A4%26b&password=p+w",
    ]);
  });

  it("shows the title of a refusal", async () => {
    const title = "Wrong username or password.";
    const url = await answering(401, JSON.stringify({ status: 401, title, code: "x" }));
    expect(await sendSignIn(url, form({}))).toEqual({ ok: false, message: title });
  });

  it.each([
    [502, "<html>Bad gateway</html>"],
    [500, "null"],
    [400, '{"title":5}'],
    [200, '{"url":""}'],
    [200, "not JSON"],
    [401, '{"url":"/dashboards"}'],
  ])("has words of its own for %i %s", async (status, body) => {
    expect(await sendSignIn(await answering(status, body), form({}))).toEqual(generic);
  });

  it("says so when the server can’t be reached", async () => {
    const url = await server((request) => request.destroy());
    expect(await sendSignIn(url, form({}))).toEqual({
      ok: false,
      message: "Foyer can’t be reached. Check your connection and try again.",
    });
  });
});
