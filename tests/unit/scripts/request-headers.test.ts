/** What clients say in the name of proxies or of Next.js is gone before a page sees it. */
import type { IncomingMessage } from "node:http";
import { describe, expect, it } from "vitest";
import { setTrueHeaders } from "@/scripts/server/request-headers";

function seen(headers: Record<string, string>, address: string | null = "203.0.113.9") {
  const request = { headers, rawHeaders: [] as string[] };
  setTrueHeaders(request as Partial<IncomingMessage> as IncomingMessage, address);
  return request;
}

describe("setTrueHeaders", () => {
  it.each([
    "forwarded",
    "x-middleware-subrequest",
    "x-middleware-rewrite",
    "x-forwarded-user",
    "x-nonce",
    "x-real-ip",
    "x-matched-path",
    "x-invoke-path",
    "x-next-anything",
    "x-original-url",
    "x-http-method-override",
    "next-resume",
  ])("takes out %s", (name) => {
    const { headers, rawHeaders } = seen({ host: "localhost:3000", [name]: "forged" });
    expect(headers).not.toHaveProperty(name);
    expect(rawHeaders).not.toContain("forged");
  });

  it("says truly who asks, and by which name", () => {
    const { headers } = seen({ host: "evil.example", "x-forwarded-for": "10.0.0.1" });
    expect(headers).toMatchObject({
      host: "localhost:3000",
      "x-forwarded-host": "localhost:3000",
      "x-forwarded-proto": "http",
      "x-forwarded-for": "203.0.113.9",
    });
  });

  it("leaves what is the client's to say", () => {
    const kept = { cookie: "a=b", accept: "text/html", "user-agent": "x" };
    expect(seen({ host: "localhost:3000", ...kept }).headers).toMatchObject(kept);
  });

  it("believes no forged address where the true one is not known", () => {
    expect(seen({ host: "x", "x-forwarded-for": "10.0.0.1" }, null).headers).not.toHaveProperty(
      "x-forwarded-for",
    );
  });
});
