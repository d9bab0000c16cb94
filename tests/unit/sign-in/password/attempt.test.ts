/** The throttle: what counts against whom, how long the waits are, and what never counts. */

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { addressKey } from "@/lib/http/address-key";
import { db } from "../../../../lib/db/client";
import { MOST_ROWS } from "../../../../lib/sign-in/core/throttle";
import { removeOldThrottles } from "../../../../lib/sign-in/core/throttle-rows";
import {
  attemptPassword,
  type PasswordAttempt,
  proofAttempt,
  signInAttempt,
} from "../../../../lib/sign-in/password/attempt";
import { temporaryDatabase } from "../../../support/database";

temporaryDatabase();
const MINUTE = 60_000;
let clock = Date.now();
const later = (milliseconds: number) => {
  clock += milliseconds;
  vi.setSystemTime(clock);
};

beforeEach(async () => {
  await db().throttle.deleteMany();
  vi.useFakeTimers({ toFake: ["Date"] });
  later(1);
});
afterEach(() => {
  vi.useRealTimers();
});

/** Makes an attempt; 0 when it was made, else the seconds to wait. */
async function attempt(what: PasswordAttempt, passes = false): Promise<number> {
  let made = false;
  try {
    await attemptPassword(what, async () => {
      made = true;
      return passes;
    });
  } catch (error) {
    const { retryAfter, code } = error as { retryAfter: number; code: string };
    expect({ made, code }).toEqual({ made: false, code: "too-many-attempts" });
    return retryAfter;
  }
  return 0;
}
async function fail(times: number, what: PasswordAttempt): Promise<number[]> {
  const waits: number[] = [];
  for (let i = 0; i < times; i++) waits.push(await attempt(what));
  return waits;
}
const by = (name: string, address: string | null = null, device: string | null = null) =>
  signInAttempt(name, device, address);
const none = (n: number) => Array<number>(n).fill(0);
const rows = () => db().throttle.findMany({ orderBy: { key: "asc" } });

describe("the waits for a name", () => {
  it("begin after five failures, double to 15 minutes, and are never for ever", async () => {
    expect(await fail(5, by("alice"))).toEqual(none(5));
    for (const wait of [30, 60, 120, 240, 480, 900, 900, 900]) {
      expect(await attempt(by("alice"))).toBe(wait);
      later(wait * 1000 - 1);
      expect(await attempt(by("alice"))).toBe(1);
      later(1);
      expect(await attempt(by("alice"))).toBe(0);
    }
  });

  it("are remembered for an hour since the last failure", async () => {
    await fail(4, by("alice"));
    later(60 * MINUTE);
    expect(await fail(2, by("alice"))).toEqual([0, 30]);
    later(60 * MINUTE + 1);
    expect(await fail(6, by("alice"))).toEqual([...none(5), 30]);
  });

  it("end with success, which forgets the failures before it", async () => {
    await fail(4, by("alice"));
    expect(await attempt(by("alice"), true)).toBe(0);
    expect(await rows()).toEqual([]);
    expect(await fail(6, by("alice"))).toEqual([...none(5), 30]);
  });

  it("are the same for each way to type it", async () => {
    await fail(5, by("alice"));
    for (const name of ["ALICE", " alice ", "ａｌｉｃｅ"]) {
      expect(await attempt(by(name))).toBe(30);
    }
  });

  it("hold for attempts at once too", async () => {
    const made = await Promise.all(Array.from({ length: 40 }, () => attempt(by("alice"))));
    expect(made.filter((wait) => wait === 0)).toHaveLength(5);
  });

  it("say nothing of another name, whoever has it", async () => {
    await fail(5, by("alice"));
    expect(await attempt(by("alice@example.com"))).toBe(0);
    expect(await attempt(by("alice@example.com"), true)).toBe(0);
    expect(await attempt(by("alice"))).toBe(30);
  });

  it("leave nothing readable of what was typed", async () => {
    await attempt(by("rumba tinfoil lantern"));
    expect(JSON.stringify(await rows())).not.toMatch(/rumba|tinfoil|lantern/i);
  });
});

describe("a device that is known", () => {
  it("is not kept out by others, on its name or from its address", async () => {
    await fail(5, by("alice"));
    for (let i = 0; i < 50; i++) await attempt(by(`name-${i}`, "203.0.113.7"));
    expect(await attempt(by("bob", "203.0.113.7"))).toBe(30);
    expect(await attempt(by("alice", "203.0.113.7", "a-device"))).toBe(0);
  });

  it("may not guess for ever either, and tells no names apart", async () => {
    expect(await fail(6, by("alice", null, "a-device"))).toEqual([...none(5), 30]);
    expect(await attempt(by("alice@example.com", null, "a-device"))).toBe(0);
    expect(await attempt(by("alice", null, "another"))).toBe(0);
    expect(await attempt(by("alice"))).toBe(0);
  });
});

describe("an address", () => {
  const from = "203.0.113.7";
  const exhaust = async () => {
    for (let i = 0; i < 50; i++) expect(await attempt(by(`name-${i}`, from))).toBe(0);
  };

  it("has a looser limit of its own, forgotten after 15 minutes", async () => {
    await exhaust();
    expect(await attempt(by("alice", from))).toBe(30);
    expect(await attempt(by("alice", "203.0.113.8"))).toBe(0);
    later(15 * MINUTE + 1);
    await exhaust();
  });

  it("that is blocked is refused before anybody's name is counted", async () => {
    await exhaust();
    const before = await rows();
    expect(await fail(20, by("victim", from))).toEqual(Array(20).fill(30));
    expect(await rows()).toEqual(before);
    expect(await fail(6, by("victim"))).toEqual([...none(5), 30]);
  });

  it("pays nothing for success, nor for a name that is blocked", async () => {
    await fail(5, by("alice"));
    for (let i = 0; i < 60; i++) {
      expect(await attempt(by("bob", from), true)).toBe(0);
      expect(await attempt(by("alice", from))).toBe(30);
    }
    await exhaust();
  });

  it("is the network of an IPv6 customer, and nothing for this machine", () => {
    expect(addressKey("2001:db8:1:2:3:4:5:6")).toBe(addressKey("2001:db8:1:2::1"));
    expect(addressKey("2001:db8:1:3::1")).not.toBe(addressKey("2001:db8:1:2::1"));
    expect(addressKey("2001:db8::1")).toBe("address:2001:db8:0:0");
    expect([addressKey("::1"), addressKey("127.0.0.2"), addressKey(null)]).toEqual([
      null,
      null,
      null,
    ]);
  });
});

describe("what was never checked", () => {
  const broken = (what: PasswordAttempt) =>
    attemptPassword(what, () => Promise.reject(new Error("no thread")));

  it("is given back to name and address, wait and all", async () => {
    const alice = by("alice", "203.0.113.7");
    await expect(broken(alice)).rejects.toThrow("no thread");
    expect(await rows()).toEqual([]);
    await fail(5, alice);
    later(30_000);
    const before = await rows();
    await expect(broken(alice)).rejects.toThrow("no thread");
    expect(await rows()).toEqual(before);
    expect(await fail(2, alice)).toEqual([0, 60]);
  });

  it("gives back no failure of somebody else", async () => {
    const alice = by("alice", null, "a-device");
    let fails: (error: Error) => void = () => {};
    const slow = attemptPassword(alice, () => new Promise((_, reject) => (fails = reject)));
    await vi.waitFor(async () => expect(await rows()).toHaveLength(1));
    await fail(3, alice);
    fails(new Error("no thread"));
    await expect(slow).rejects.toThrow("no thread");
    expect(await fail(3, alice)).toEqual([0, 0, 30]);
  });

  it("waits for its turn without being counted", async () => {
    const ends: (() => void)[] = [];
    const strangers = Array.from({ length: 40 }, (_, i) =>
      attemptPassword(
        by(`name-${i}`),
        () => new Promise((resolve) => ends.push(() => resolve(false))),
      ),
    );
    const settled = Promise.allSettled(strangers);
    const outcomes = await Promise.allSettled([attemptPassword(by("alice"), async () => false)]);
    expect(outcomes[0]).toMatchObject({ status: "rejected", reason: { obstacle: "full queue" } });
    expect((await rows()).length).toBe(ends.length);
    for (const end of ends) end();
    await settled;
    expect(await fail(6, by("alice"))).toEqual([...none(5), 30]);
  });
});

describe("proving once more who one is", () => {
  it("has a limit of its own, which signing in knows nothing of", async () => {
    expect(await fail(6, proofAttempt("id-of-alice"))).toEqual([...none(5), 30]);
    expect(await attempt(proofAttempt("id-of-bob"))).toBe(0);
    expect(await attempt(by("alice"))).toBe(0);
  });
});

describe("rows", () => {
  it("are deleted while Foyer runs, once they no longer matter", async () => {
    for (let i = 0; i < 30; i++) await attempt(by(`junk-${i}`));
    later(60 * MINUTE + 1);
    await attempt(by("alice"));
    await vi.waitFor(async () => expect(await rows()).toHaveLength(1));
  });

  it("are bounded: of too many, the oldest go", async () => {
    expect(MOST_ROWS).toBeLessThanOrEqual(20_000);
    for (let i = 0; i < 5; i++) {
      await attempt(by(`junk-${i}`));
      later(1000);
    }
    const newest = (await rows()).sort((a, b) => +b.lastFailureAt - +a.lastFailureAt).slice(0, 3);
    await removeOldThrottles(new Date(0), 3);
    expect(new Set((await rows()).map(({ key }) => key))).toEqual(
      new Set(newest.map(({ key }) => key)),
    );
  });
});
