/** Class names that are put together from several places. */
import { expect, it } from "vitest";
import { classNames } from "@/components/ui/class-names";

it("lets the later of two win, also between sizes and colours of text", () => {
  expect(classNames("px-2 text-sm text-muted", "px-4 text-ink")).toBe("text-sm px-4 text-ink");
  expect(classNames("text-sm", "text-base")).toBe("text-base");
});

it("drops what is not set", () => {
  expect(classNames("a", false, undefined, ["b"])).toBe("a b");
});
