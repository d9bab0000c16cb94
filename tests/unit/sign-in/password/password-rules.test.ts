/** Which passwords are refused, and in which words. */
import { describe, expect, it } from "vitest";
import { type PersonNames, passwordError } from "../../../../lib/sign-in/password/password-rules";

const alice = { username: "alice", email: "a.liddell@example.com", displayName: "Alice Liddell" };
const error = (password: string, person: PersonNames = alice) => passwordError(password, person);

describe("length", () => {
  it.each([
    ["11 characters", "rumba-tinfo", "Use at least 12 characters."],
    ["nothing", "", "Use at least 12 characters."],
    ["11 emoji, which are 22 units", "🦔🐿🦡🦊🐻🐼🐨🐯🦁🐮🐷", "Use at least 12 characters."],
    ["129 characters", "rumba tinf".repeat(13).slice(0, 129), "Use at most 128 characters."],
  ])("refuses %s", (_, password, words) => expect(error(password)).toBe(words));

  it.each([
    ["12 characters", "rumba-tinfoi"],
    ["128 characters", "rumba tinf1 xyz 99 lantern. ".repeat(5).slice(0, 128)],
    ["12 emoji", "🦔🐿🦡🦊🐻🐼🐨🐯🦁🐮🐷🐸"],
    ["lower case alone", "correct horse battery staple"],
    ["digits alone", "839201746655"],
    ["spaces and signs", "    ~ ! ~  %%%  ~"],
    ["another script", "длинный пароль"],
  ])("accepts %s", (_, password) => expect(error(password)).toBeNull());
});

describe("common passwords", () => {
  it.each([
    "administrator",
    "1qaz2wsx3edc",
    "QWERTY123456",
    "Password1234",
    "password2026!!",
    "***dragon***",
    "12345sunshine",
    "passwordpassword",
    "aaaaaaaaaaaa",
    "abcabcabcabc",
    "1234123412341234",
    "ｐａｓｓｗｏｒｄ１２３４",
  ])("refuses %s", (password) => {
    expect(error(password)).toMatch(/Use several words/);
  });

  it.each(["sunshine over dragon", "passwords are my pets", "1qaz2wsx3edc-lantern"])(
    "accepts %s",
    (password) => expect(error(password)).toBeNull(),
  );
});

describe("one's own names", () => {
  it.each([
    "alice1234567",
    "ALICE-ALICE-ALICE",
    "Alice.Liddell.1",
    "liddell_2026",
    "a.liddell@example.com",
    "aliddell@@@@@@",
    "ＡＬＩＣＥ１２３４５６７",
    "2026liddellalice",
  ])("refuses %s", (password) => expect(error(password)).toMatch(/own name/));

  it.each(["alice likes rabbits", "liddell-lantern-9"])("accepts %s", (password) =>
    expect(error(password)).toBeNull(),
  );

  it("does not mind a one-letter name among others", () => {
    const person = { username: "ab", email: null, displayName: "A. Q. Bee" };
    expect(error("a quiet bee hums", person)).toBeNull();
    expect(error("abababababab", person)).toMatch(/own name/);
  });

  it("refuses a username of digits", () => {
    const person = { username: "123456789012x", email: null, displayName: "x" };
    expect(error("123456789012X", person)).toMatch(/own name/);
  });
});
