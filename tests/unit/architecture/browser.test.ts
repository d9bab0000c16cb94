/** Browsers are sent no polyfill of Node.js. */
import { describe, expect, it } from "vitest";
import { browserErrors } from "./browser-rules";
import { sourceFiles } from "./source-files";

const file = (path: string, text: string) => ({ path, text });
const chart = (text: string) => file("components/chart/chart.tsx", `"use client";\n${text}`);

it("nothing that browsers run uses Node.js", () => {
  expect(browserErrors(sourceFiles())).toEqual([]);
});

describe("browserErrors notices", () => {
  it.each([
    'export const a = Buffer.from("a");',
    "export const a = (Buffer as never).from(1);",
    "export const a = () => process.cwd();",
    "export const a = { Buffer };",
    'import { join } from "node:path";',
    'import { Buffer as B } from "buffer";',
    'import "process";',
    "setImmediate(() => {});",
  ])("%j", (text) => {
    expect(browserErrors([chart(text)])).toHaveLength(1);
  });

  it.each([
    'import { a } from "./values";',
    'export * from "@/components/chart/values";',
    'import { b } from "./between";',
    'const a = () => import("./values");',
  ])("what is reached by %j", (text) => {
    const values = file("components/chart/values.ts", 'export const a = Buffer.from("a");');
    const between = file("components/chart/between.ts", 'export { a as b } from "./values";');
    expect(browserErrors([chart(text), values, between])).toEqual([
      "components/chart/values.ts: Buffer",
    ]);
  });
});

describe("browserErrors lets pass", () => {
  it.each([
    "export const a = process.env.NODE_ENV;",
    "export const a = new Uint8Array(2).buffer;",
    "export const a = window.process;",
    'export const a = { process: "sales" };',
    'import type { Buffer } from "node:buffer";',
    "export function a(given: Buffer) {}",
    'import type { a } from "./values";',
  ])("%j", (text) => {
    const values = file("components/chart/values.ts", 'export const a = Buffer.from("a");');
    expect(browserErrors([chart(text), values])).toEqual([]);
  });

  it("a server action that a form names", () => {
    const actions = file("app/actions.ts", '"use server";\nexport const a = Buffer.from("a");');
    expect(browserErrors([chart('import { a } from "@/app/actions";'), actions])).toEqual([]);
  });

  it("what runs on the server alone", () => {
    expect(browserErrors([file("lib/a.ts", 'export const a = Buffer.from("a");')])).toEqual([]);
  });
});
