/** Codes, statuses and words of errors, and waiting times as people say them. */
import { describe, expect, it } from "vitest";
import { AppError, type ErrorCode, errors, formatWait } from "@/lib/errors/app-error";

describe("waitingTime", () => {
  it.each([
    [1, "1 second"],
    [0.2, "1 second"],
    [2, "2 seconds"],
    [29.1, "30 seconds"],
    [30, "30 seconds"],
    [59, "59 seconds"],
    [59.5, "1 minute"],
    [60, "1 minute"],
    [61, "2 minutes"],
    [120, "2 minutes"],
    [121, "3 minutes"],
    [900, "15 minutes"],
    [3600, "60 minutes"],
    [0, "1 second"],
    [-5, "1 second"],
  ])("says %d seconds as %j", (seconds, words) => {
    expect(formatWait(seconds)).toBe(words);
  });
});

describe("AppError", () => {
  const statuses: Record<ErrorCode, number> = {
    "invalid-input": 400,
    "sign-in-required": 401,
    "wrong-credentials": 401,
    forbidden: 403,
    "cross-site": 403,
    "not-found": 404,
    "method-not-allowed": 405,
    "too-large": 413,
    "too-many-attempts": 429,
    "too-many-queries": 429,
    cancelled: 499,
    internal: 500,
    unavailable: 503,
    "too-slow": 503,
  };

  it.each(Object.entries(statuses) as [ErrorCode, number][])("%s answers %d", (code, status) => {
    const error = new AppError(code);
    expect(error.status).toBe(status);
    expect(error.message).toBe(errors[code].title);
    expect(error.code).toBe(code);
  });

  it("has a status here for every code", () => {
    expect(Object.keys(statuses).sort()).toEqual(Object.keys(errors).sort());
  });

  it("takes words, fields, a waiting time and a cause of its own", () => {
    const cause = new Error("disk full");
    const error = new AppError("too-many-attempts", {
      title: "Try again in 30 seconds.",
      fields: { name: ["is empty"] },
      retryAfter: 30,
      cause,
    });
    expect(error).toMatchObject({
      message: "Try again in 30 seconds.",
      fields: { name: ["is empty"] },
      retryAfter: 30,
      cause,
      status: 429,
    });
  });

  it.each(Object.values(errors).map((e) => e.title))("words are calm: %s", (title) => {
    expect(title).toMatch(/^[A-Z][^!]*\.$/);
  });
});
