/** What docs/single-sign-on.md shows can be used as it is, and explains every code. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { oidcErrorCodes } from "@/lib/sign-in/oidc/protocol/provider-error";
import { presetNames } from "@/lib/sign-in/oidc/providers/presets";
import { completed } from "@/lib/sign-in/oidc/providers/provider";
import { providerSettings } from "@/lib/sign-in/oidc/providers/settings";

const text = readFileSync("docs/single-sign-on.md", "utf8");

/** Every provider in a block of JSON; what stands in <angle brackets> is for the reader to fill in. */
const shown = [...text.matchAll(/^ *```json\n([\s\S]*?)^ *```$/gm)].flatMap(([, block = ""]) => {
  const content = JSON.parse(block.replace(/<[^>]+>/g, "x"));
  return (content.providers ?? [content]) as { id: string; preset?: string }[];
});

describe("the examples", () => {
  it("show every preset", () => {
    const presets = shown.map(({ preset }) => preset);
    expect(presets).toEqual(expect.arrayContaining([...presetNames]));
  });

  it.each(shown)("of $id are settings that Foyer takes", (example) => {
    expect(completed(providerSettings.parse(example))).not.toHaveProperty("issuerError");
  });
});

it.each(Object.keys(providerSettings.shape))("names the setting %s", (name) => {
  expect(text).toContain(`\`${name}\``);
});

it.each([...oidcErrorCodes])("explains the code %s", (code) => {
  expect(text).toContain(`| \`${code}\` |`);
});
