/** Tokens: 256 random bits, of which the database keeps only a hash. */
import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { hashToken, isToken, newToken } from "@/lib/session/tokens";

describe("a token", () => {
  it("holds 256 bits, and never the same ones twice", () => {
    const tokens = Array.from({ length: 200 }, newToken);
    expect(new Set(tokens).size).toBe(200);
    const bytes = tokens.map((token) => Buffer.from(token, "base64url"));
    expect(bytes.every(({ length }) => length === 32)).toBe(true);
    // Every bit is set in some and clear in others: none is constant.
    const columns = Array.from({ length: 256 }, (_, bit) =>
      bytes.map((all) => ((all[bit >> 3] ?? 0) >> (bit & 7)) & 1),
    );
    expect(columns.every((bits) => bits.includes(0) && bits.includes(1))).toBe(true);
  });

  it("is known by its SHA-256", () => {
    const token = newToken();
    expect(hashToken(token)).toBe(createHash("sha256").update(token).digest("hex"));
  });

  it.each([undefined, "", "a".repeat(42), "a".repeat(44), `${"a".repeat(42)}+`, "a\n".repeat(22)])(
    "is not %j",
    (text) => expect(isToken(text)).toBe(false),
  );
});
