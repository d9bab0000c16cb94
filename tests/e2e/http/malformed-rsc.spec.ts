/** What Next.js says to itself (server components, actions), malformed: refused, and the server lives. */
import { ask, cookieOf } from "../../support/ask";
import { expect, test } from "../../support/test";

const paths = ["/", "/login", "/setup", "/dashboards/climate", "/account", "/dashboards/flights"];

const reads: Record<string, Record<string, string>> = {
  "a state that is no JSON": { RSC: "1", "Next-Router-State-Tree": "%7Bnot" },
  "a state that is no encoding": { RSC: "1", "Next-Router-State-Tree": "%" },
  "a state of another shape": { RSC: "1", "Next-Router-State-Tree": "%5B1%2C%7B%7D%2C%22x%22%5D" },
  "a state as object": { RSC: "1", "Next-Router-State-Tree": "%7B%22__proto__%22%3A1%7D" },
  "a deep state": { RSC: "1", "Next-Router-State-Tree": "%5B".repeat(2000) },
  "a prefetch of nothing": {
    RSC: "1",
    "Next-Router-Prefetch": "9",
    "Next-Router-Segment-Prefetch": "/../../x",
  },
  "a segment": { RSC: "1", "Next-Router-Prefetch": "1", "Next-Router-Segment-Prefetch": "/_tree" },
  "odd values": { RSC: "\xff", "Next-Url": "//other/%", "Next-Hmr-Refresh": "1" },
};

const form = (fields: Record<string, string>) => {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  return body;
};
const actionId = "40".padEnd(42, "a");
const writes: Record<string, () => { headers?: Record<string, string>; body: BodyInit }> = {
  "an action that does not exist": () => ({ headers: { "Next-Action": actionId }, body: "[]" }),
  "an action of odd name": () => ({ headers: { "Next-Action": "__proto__" }, body: "[]" }),
  "an empty action": () => ({ headers: { "Next-Action": "" }, body: "" }),
  "a Flight body that is none": () => ({
    headers: { "Next-Action": actionId, "Content-Type": "text/plain;charset=UTF-8" },
    body: '0:{"then":"$1","x":"$@0"}\n1:"$F9"\n',
  }),
  "a Flight body that refers to itself": () => ({
    headers: { "Next-Action": actionId },
    body: form({ "0": '["$1:a:a"]', "1": '{"a":"$1:a"}' }),
  }),
  "a Flight body that reaches for a prototype": () => ({
    headers: { "Next-Action": actionId },
    body: form({
      "0": '{"then":"$1:__proto__:then","status":"resolved_model","_response":{"_prefix":"x"}}',
      "1": '"$@0"',
    }),
  }),
  "a form whose action is malformed": () => ({
    body: form({
      $ACTION_REF_1: "",
      "$ACTION_1:0": '{"id":"x","bound":"$@1"}',
      "$ACTION_1:1": "[",
    }),
  }),
  "a form whose action does not exist": () => ({ body: form({ [`$ACTION_ID_${actionId}`]: "" }) }),
  "a form with a key but no action": () => ({ body: form({ $ACTION_KEY: "k1", "1_token": "x" }) }),
  "a multipart body cut short": () => ({
    headers: { "Content-Type": "multipart/form-data; boundary=x" },
    body: '--x\r\nContent-Disposition: form-data; name="$ACTION_ID_',
  }),
  "a multipart body without a boundary": () => ({
    headers: { "Content-Type": "multipart/form-data", "Next-Action": actionId },
    body: "--x--",
  }),
};

for (const [what, headers] of Object.entries(reads)) {
  test(`reading with ${what} is no error of the server`, async ({ server }) => {
    const admin = await cookieOf(server, "admin");
    for (const path of paths) {
      const response = await ask(server, path, { headers: { ...headers, ...admin } });
      expect(response.status, path).toBeLessThan(500);
      await response.text();
    }
  });
}

for (const [what, request] of Object.entries(writes)) {
  test(`sending ${what} is no error of the server`, async ({ server }) => {
    const admin = await cookieOf(server, "admin");
    for (const path of paths) {
      const { headers, body } = request();
      const response = await ask(server, path, {
        method: "POST",
        headers: { Origin: server.url, ...headers, ...admin },
        body,
      });
      expect(response.status, path).toBeLessThan(500);
      expect(await response.text()).not.toMatch(/\n\s+at |node_modules/);
    }
    expect((await ask(server, "/api/health")).status).toBe(200);
  });
}
