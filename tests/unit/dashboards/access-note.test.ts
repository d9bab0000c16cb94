/** Access rules in words. */
import { expect, it } from "vitest";
import type { Rule } from "@/lib/access/policy";
import { accessNote } from "@/lib/dashboards/access-note";

const rules: [string, Rule][] = [
  ["For everyone", { public: true }],
  ["For everyone signed in", { signedIn: true }],
  ["For analysts", { groups: { anyOf: ["analysts"] } }],
  ["For analysts or finance", { groups: { anyOf: ["analysts", "finance"] } }],
  ["For analysts and finance", { groups: { allOf: ["analysts", "finance"] } }],
  ["For a or b, also in c", { groups: { anyOf: ["a", "b"], allOf: ["c"] } }],
  ["For staff, but not trainees", { groups: { anyOf: ["staff"], noneOf: ["trainees"] } }],
  ["For everyone signed in, but not a or b", { groups: { noneOf: ["a", "b"] } }],
  ["For some, by a rule of its own", { check: () => true }],
];

it.each(rules)("%s", (note, rule) => {
  expect(accessNote(rule)).toBe(note);
});
