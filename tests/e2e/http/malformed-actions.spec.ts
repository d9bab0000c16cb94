/** Calls of server actions that no page of ours makes: refused as bad requests, each log line JSON. */
import { readFileSync } from "node:fs";
import { ask, cookieOf, type Person } from "../../support/ask";
import { linesAfterStart } from "../../support/log-lines";
import { expect, test } from "../../support/test";

interface Call {
  headers?: Record<string, string>;
  body: BodyInit;
}
type MakeCall = (id: string) => Call;

/** The actions in the build, by file and name. */
function actions(): { id: string; name: string; page: string }[] {
  const file = ".next/server/server-reference-manifest.json";
  const { node } = JSON.parse(readFileSync(file, "utf8")) as {
    node: Record<string, { exportedName: string; filename: string }>;
  };
  return Object.entries(node).map(([id, { exportedName, filename }]) => ({
    id,
    name: exportedName,
    page: pageOf(filename),
  }));
}

/** The page whose folder a file is in: `app/(account)/account/link/actions.ts` is of `/account/link`. */
const pageOf = (filename: string) =>
  filename
    .replace(/^app/, "")
    .replace(/\/\([^/]+\)/g, "")
    .replace(/\/[^/]+$/, "");

const form = (fields: Record<string, string>) => {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  return body;
};
const deep = (levels: number) => "[".repeat(levels) + "]".repeat(levels);
const text = { "Content-Type": "text/plain;charset=UTF-8" };

/** Arguments in React's own encoding: none of them has a form where the form must be. */
const malformed = [
  ...'|[]|{}|null|1|[1,2]|[[],{}]|[|{"a":|\u0000|0:{}\n1:[]'.split("|"),
  ..."$F1 $h1 $@1 $Q1 $W1 $i1 $B1 $n123 $Dx $T $-0 $1:a:b $1:__proto__:constructor $r1 $o1 $A1 $S1 $L1 $Y $g1 $ffffffff $$"
    .split(" ")
    .map((reference) => JSON.stringify([{}, reference])),
  `["$n${"9".repeat(5000)}"]`,
  '[{"__proto__":{"x":1}},{"__proto__":1}]',
  '{"then":"$1"}',
  deep(100),
  deep(4000),
  `[${"1,".repeat(2000)}1]`,
];

const calls: Record<string, MakeCall> = {
  "a body cut short": (id) => ({
    headers: { "Next-Action": id, "Content-Type": "multipart/form-data; boundary=x" },
    body: '--x\r\nContent-Disposition: form-data; name="0"\r\n\r\n[]',
  }),
  "multipart that is text": (id) => ({
    headers: { "Next-Action": id, "Content-Type": "multipart/form-data; boundary=x" },
    body: "[]",
  }),
  "multipart of another kind": (id) => ({
    headers: { "Next-Action": id, "Content-Type": "multipart/mixed; boundary=x" },
    body: '--x\r\nContent-Disposition: form-data; name="0"\r\n\r\n[]\r\n--x--\r\n',
  }),
  JSON: (id) => ({
    headers: { "Next-Action": id, "Content-Type": "application/json" },
    body: "[]",
  }),
  "an encoded form": (id) => ({
    headers: { "Next-Action": id, "Content-Type": "application/x-www-form-urlencoded" },
    body: "a=b",
  }),
  "parts that refer to themselves": (id) => ({
    headers: { "Next-Action": id },
    body: form({ "0": '["$1:a:a"]', "1": '{"a":"$1:a"}' }),
  }),
  "another action as an argument": (id) => ({
    headers: { "Next-Action": id },
    body: form({ "0": '[{},"$h1"]', "1": JSON.stringify({ id, bound: null }) }),
  }),
  "a file as its arguments": (id) => {
    const body = new FormData();
    body.append("0", new Blob(["[]"]), "a.txt");
    return { headers: { "Next-Action": id }, body };
  },
  "a form whose reference is a file": () => {
    const body = new FormData();
    body.append("$ACTION_REF_1", new Blob(["[]"]), "a.txt");
    body.append("$ACTION_1:0", new Blob(["[]"]), "a.txt");
    return { body };
  },
  "a form with a reference and no more": () => ({ body: form({ $ACTION_REF_1: "" }) }),
};
for (const arguments_ of malformed) {
  const shown = JSON.stringify(arguments_.slice(0, 40));
  calls[`${shown} as text`] = (id) => ({
    headers: { "Next-Action": id, ...text },
    body: arguments_,
  });
  calls[`${shown} in a part`] = (id) => ({
    headers: { "Next-Action": id },
    body: form({ "0": '["$1",1]', "1": arguments_ }),
  });
  calls[`${shown} as a form's reference`] = () => ({
    body: form({ $ACTION_REF_1: "", "$ACTION_1:0": arguments_, "$ACTION_1:1": "[{}]" }),
  });
  // What is bound beside a form may be well-formed: only an error of the server would be wrong.
  calls[`bound ${shown}`] = (id) => ({
    body: form({
      $ACTION_REF_1: "",
      "$ACTION_1:0": JSON.stringify({ id, bound: "$@1" }),
      "$ACTION_1:1": arguments_,
      $ACTION_KEY: "k1",
    }),
  });
}
for (const id of ["x", "", "__proto__", "constructor", "toString", "then", "0".repeat(42)]) {
  calls[`the action ${JSON.stringify(id)}`] = () => ({
    headers: { "Next-Action": id, ...text },
    body: "[]",
  });
}
/** Next.js takes these for no call at all, and shows the page. */
const noCall = /^bound |^the action "(then|toString|constructor|)"$/;

/** How many calls are under way at a time. */
const AT_ONCE = 8;

test("malformed calls are refused, by whomever, and the log stays JSON", async ({ ownServer }) => {
  test.setTimeout(300_000);
  const server = await ownServer();
  const found = actions();
  expect(found.length).toBeGreaterThanOrEqual(4);
  for (const person of ["admin", "nobody"] as Person[]) {
    const cookie = await cookieOf(server, person);
    for (const { id, name, page } of found) {
      const sent = Object.entries(calls).map(([what, make]) => async () => {
        const { headers, body } = make(id);
        const response = await ask(server, page, {
          method: "POST",
          headers: { Origin: server.url, ...headers, ...cookie },
          body,
        });
        const words = await response.text();
        const told = `${person}, ${name}, ${what}: ${response.status}`;
        expect(response.status, told).toBeLessThan(500);
        if (page === "/setup" || person === "admin") {
          if (!noCall.test(what)) expect(response.status, told).toBeGreaterThanOrEqual(400);
        } else expect([307, 400, 413], told).toContain(response.status);
        expect(words, told).not.toMatch(/\n\s+at |node_modules/);
      });
      while (sent.length > 0) await Promise.all(sent.splice(0, AT_ONCE).map((send) => send()));
    }
  }
  expect((await ask(server, "/api/health")).status).toBe(200);
  const lines = linesAfterStart(server.output());
  expect(lines.length).toBeGreaterThan(0);
  const entries = lines.map((line) => JSON.parse(line) as { msg: string; level: number });
  const uncaught = entries.filter(({ msg }) =>
    /^(uncaughtException|unhandledRejection)$/.test(msg),
  );
  expect(uncaught).toEqual([]);
  // The sender's error, and so no error of this server's.
  expect(entries.filter(({ level }) => level >= 50)).toEqual([]);
});

test("a form that is whole still reaches its action", async ({ ownServer }) => {
  const server = await ownServer();
  const id = actions().find(({ name }) => name === "signOutOthers")?.id ?? "";
  const response = await ask(server, "/account", {
    method: "POST",
    headers: { Origin: server.url, "Next-Action": id, ...(await cookieOf(server, "alice")) },
    body: form({ "0": '[{},"$K1"]', "1_a": "b" }),
  });
  expect(response.status).toBe(200);
  expect(await response.text()).toContain("All other browsers are signed out.");
});
