/** Password hashes: our own, those of other applications, and what is refused. */
import bcrypt from "bcryptjs";
import { afterAll, describe, expect, it, vi } from "vitest";
import { MAX_WAITING } from "../../../../lib/sign-in/password/hash-queue";
import { closePasswordPool, hashPassword } from "../../../../lib/sign-in/password/hasher";
import { verify } from "../../../../lib/sign-in/password/hashes/worker.mjs";
import { verifyPassword } from "../../../support/verify-password";

const COST = 10;
const refused = { ok: false, upgrade: false };
const accepted = { ok: true, upgrade: false };
const acceptedOnce = { ok: true, upgrade: true };

const WERKZEUG_ALICE =
  "scrypt:32768:8:1$HtB7iBw3ZGspBOHX$36879fd912db96322af2c33c3eb3fd0142ca2ec51988f332cc477b89c012449e5562487b410264b02d495d785780d0099e9130b42c4f61d7bc9166b93f7d1626";
const WERKZEUG_BOB =
  "scrypt:32768:8:1$j2rFpuXSr2D5t4Ij$9436a942b25f93054d3c96e54dcdd342c97f86515e09aafecd564984c22beb991029b70a89164215590ec131be4e13a12e043f4572ceb06576f86f925b1b9d65";

afterAll(closePasswordPool);

describe("our own hashes", () => {
  it("verify the password they were made of, and no other", async () => {
    const hash = await hashPassword("rumba tinfoil lantern");
    expect(hash).toMatch(/^bcrypt\$2b\$10\$/);
    expect(await verifyPassword("rumba tinfoil lantern", hash)).toEqual(accepted);
    expect(await verifyPassword("rumba tinfoil lanterN", hash)).toEqual(refused);
    expect(await verifyPassword("", hash)).toEqual(refused);
  });

  it("differ for the same password", async () => {
    expect(await hashPassword("same again 123")).not.toBe(await hashPassword("same again 123"));
  });

  it.each([
    ["72 bytes", "a".repeat(72), /^bcrypt\$2b/],
    ["73 bytes", "a".repeat(73), /^bcrypt-sha384\$2b/],
    ["71 letters of 73 bytes", `${"a".repeat(69)}éé`, /^bcrypt-sha384\$2b/],
    ["128 emoji", "🦔".repeat(128), /^bcrypt-sha384\$2b/],
    ["a NUL", "before\0after it all", /^bcrypt-sha384\$2b/],
  ])("read a password of %s to its end", async (_, password, form) => {
    const hash = await hashPassword(password);
    expect(hash).toMatch(form);
    expect(await verifyPassword(password, hash)).toEqual(accepted);
    const last = [...password].slice(0, -1).join("");
    expect(await verifyPassword(`${last}Z`, hash)).toEqual(refused);
    expect(await verifyPassword(last, hash)).toEqual(refused);
  });

  it("refuse a longer password that bcrypt alone would cut to the right one", async () => {
    const hash = await hashPassword("a".repeat(72));
    expect(await verifyPassword(`${"a".repeat(72)}Y`, hash)).toEqual(refused);
  });

  it("refuse a password repeated after a NUL, which bcrypt alone could not tell apart", async () => {
    const hash = await hashPassword("twelve chars");
    expect(await verifyPassword("twelve chars\0twelve chars", hash)).toEqual(refused);
  });

  it("verify letters however the keyboard composed them", async () => {
    const hash = await hashPassword("caf\u00e9 con leche");
    expect(await verifyPassword("cafe\u0301 con leche", hash)).toEqual(accepted);
    expect(await verifyPassword("cafe con leche", hash)).toEqual(refused);
  });

  it.each([4, 11])("ask to be made anew when their cost is %i", async (cost) => {
    const hash = `bcrypt${bcrypt.hashSync("rumba tinfoil lantern", cost)}`;
    expect(await verifyPassword("rumba tinfoil lantern", hash)).toEqual(acceptedOnce);
    expect(await verifyPassword("something else", hash)).toEqual(refused);
  });
});

describe("hashes of other applications", () => {
  it.each([
    ["alice of the appendix", "secret123", WERKZEUG_ALICE],
    ["bob of the appendix", "pa$$w0rd", WERKZEUG_BOB],
    [
      "pbkdf2:sha256",
      "secret123",
      "pbkdf2:sha256:1000$saltsalt$8f1a3ba9400209a9a7f6ea7301ee787f52b0259c35c20d608d42ec3ae3e60596",
    ],
    ["bcrypt $2b$", "secret123", bcrypt.hashSync("secret123", COST)],
    ["bcrypt $2a$", "secret123", bcrypt.hashSync("secret123", COST).replace("$2b$", "$2a$")],
  ])("%s: verifies, and asks to be replaced", async (_, password, hash) => {
    expect(await verifyPassword(password, hash)).toEqual(acceptedOnce);
    expect(await verifyPassword(`${password}x`, hash)).toEqual(refused);
  });

  it("bcrypt keeps its limit of 72 bytes, and is then not replaced by what may be wrong", async () => {
    const hash = bcrypt.hashSync("a".repeat(80), 4);
    expect(await verifyPassword(`${"a".repeat(72)}typo`, hash)).toEqual(accepted);
  });
});

describe("what can't be verified", () => {
  it.each([
    ["nobody", null],
    ["an empty hash", ""],
    ["plain text", "secret123"],
    ["a prototype's key", "__proto__"],
    ["bcrypt of an absurd cost", `$2b$31$${"a".repeat(53)}`],
    ["scrypt that asks for 4 GB", WERKZEUG_ALICE.replace("32768:8", "4194304:8")],
    ["scrypt of endless rounds", WERKZEUG_ALICE.replace("8:1", "8:999")],
    ["scrypt whose N is no power of two", WERKZEUG_ALICE.replace("32768", "32767")],
    ["scrypt with a short key", WERKZEUG_ALICE.slice(0, -2)],
    ["pbkdf2 of endless rounds", `pbkdf2:sha256:99999999$salt$${"a".repeat(64)}`],
    ["pbkdf2 over md5", `pbkdf2:md5:1000$salt$${"a".repeat(32)}`],
  ])("%s is refused", async (_, hash) => {
    expect(await verifyPassword("secret123", hash)).toEqual(refused);
  });
});

describe("work", () => {
  /** Rounds of bcrypt that one check takes, counted where it does them. */
  async function roundsFor(stored: string | null): Promise<number> {
    let rounds = 0;
    const count = (hash: string) => {
      rounds += 2 ** Number(hash.slice(4, 6));
    };
    const hashSync = vi.spyOn(bcrypt, "hashSync").mockImplementation((_, salt) => {
      count(String(salt));
      return "";
    });
    const compareSync = vi.spyOn(bcrypt, "compareSync").mockImplementation((_, hash) => {
      count(hash);
      return false;
    });
    await verify({ password: "wrong", stored, cost: COST });
    hashSync.mockRestore();
    compareSync.mockRestore();
    return rounds;
  }

  it.each([
    ["an unknown name", null],
    ["a hash of our own", `bcrypt${bcrypt.hashSync("x", COST)}`],
    ["a cheaper one", `bcrypt${bcrypt.hashSync("x", 6)}`],
    ["an imported one", WERKZEUG_ALICE],
    ["garbage", "garbage"],
  ])("is the same for a wrong password and %s", async (_, stored) => {
    expect(await roundsFor(stored)).toBe(2 ** COST);
  });
});

describe("the pool", () => {
  it("leaves the thread that serves free", async () => {
    const hashes = Promise.all(Array.from({ length: 4 }, () => hashPassword("rumba tinfoil")));
    let turns = 0;
    const timer = setInterval(() => turns++, 5);
    await hashes;
    clearInterval(timer);
    expect(turns).toBeGreaterThan(5);
  });

  it("refuses strangers whom it would keep waiting, and serves those who are known", async () => {
    const begun = performance.now();
    const flood = Array.from({ length: MAX_WAITING + 100 }, (_, i) =>
      verifyPassword("x", null, { share: "unknown", source: `address ${i}` }),
    );
    const settled = Promise.allSettled(flood);
    await verifyPassword("x", null, { share: "known", source: "device" });
    const known = performance.now() - begun;
    await expect(flood.at(-1)).rejects.toMatchObject({
      code: "too-many-attempts",
      status: 429,
      retryAfter: 5,
      message: "Too many attempts. Try again in 5 seconds.",
    });
    expect((await flood[0])?.ok).toBe(false);
    await settled;
    expect(known).toBeLessThan((performance.now() - begun) / 2);
  });

  it("starts again after it was closed", async () => {
    await closePasswordPool();
    expect((await verifyPassword("x", null)).ok).toBe(false);
  });
});
