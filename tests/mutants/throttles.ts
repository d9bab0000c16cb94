/** Mistakes in how guesses at passwords are counted and queued. */
import type { Mutant } from "./mutant";

const throttle = {
  file: "lib/sign-in/core/throttle.ts",
  tests: ["tests/unit/sign-in/password/attempt.test.ts"],
};
const counter = { file: "lib/sign-in/core/throttle-rows.ts", tests: throttle.tests };
const turn = {
  file: "scripts/server/sign-in-turn.ts",
  tests: ["tests/unit/scripts/sign-in-turn.test.ts"],
};
const queue = {
  file: "lib/sign-in/password/hash-queue.ts",
  tests: ["tests/unit/sign-in/password/hash-queue.test.ts"],
};

export const throttleMutants: readonly Mutant[] = [
  {
    ...throttle,
    name: "failures are forgotten after a minute",
    from: "memory: 60 * MINUTE,",
    to: "memory: MINUTE,",
  },
  { ...throttle, name: "fifty free guesses at a name", from: "free: 5,", to: "free: 50," },
  {
    ...throttle,
    name: "five hundred guesses from an address",
    from: "free: 50,",
    to: "free: 500,",
  },
  {
    ...throttle,
    name: "a name's failures keep a known device out",
    from: "if (device) {",
    to: "if (false) {",
  },
  {
    ...throttle,
    name: "a blocked address still counts against the names it tries",
    from: "return address ? [address, own] : [own];",
    to: "return address ? [own] : [own];",
  },
  {
    ...throttle,
    name: "what could not be checked counts as a failure",
    from: "await refundAttempts(outcome.reserved);\n    throw error;",
    to: "throw error;",
  },
  {
    ...throttle,
    file: "lib/http/address-key.ts",
    name: "every address of an IPv6 network counts alone",
    from: ".slice(0, 4)",
    to: ".slice(0, 8)",
  },
  {
    ...counter,
    name: "waits don't grow",
    from: "limit.firstWait * 2 ** (failures - limit.free)",
    to: "limit.firstWait",
  },
  {
    ...counter,
    name: "a block is not looked at when attempts come at once",
    from: "if (row.blockedUntil && row.blockedUntil > now) {",
    to: "if (false) {",
  },
  {
    ...counter,
    name: "rows for made-up names pile up",
    from: "const where = { lastFailureAt: { lte: oldestKept.lastFailureAt } };",
    to: "const where = { lastFailureAt: { lt: before } };",
  },
  {
    ...queue,
    name: "attempts wait a minute for a thread",
    from: "const MAX_WAIT = 2_000;",
    to: "const MAX_WAIT = 60_000;",
  },
  {
    ...queue,
    name: "strangers may take every thread",
    from: "unknown >= Math.max(1, this.concurrency - 1)",
    to: "unknown >= this.places",
  },
  {
    ...queue,
    name: "who has gone is hashed for",
    from: 'signal?.addEventListener("abort", gone);',
    to: "",
  },
  {
    ...turn,
    name: "every sign-in begins at once",
    from: "Math.max(2, availableParallelism()) + 2",
    to: "1000",
  },
  {
    ...turn,
    name: "who has not sent a body whole takes a place",
    from: "await wholeBody(request, signal);",
    to: "void wholeBody(request, signal).catch(() => {});",
  },
  {
    ...turn,
    name: "any device is believed to be known",
    from: "if (owner)",
    to: "if (owner || requestCookie(request, deviceCookie().name))",
  },
];
