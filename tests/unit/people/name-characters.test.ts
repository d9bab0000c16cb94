/** Names that pass for another, or have what nobody can see, are refused in words that name it. */
import { describe, expect, it } from "vitest";
import { nameKey } from "../../../lib/access/name-key";
import { db } from "../../../lib/db/client";
import { setGroups } from "../../../lib/people/user-changes";
import { createUsers } from "../../../lib/people/user-creation";
import { displayName, email, errorOf, groupName, username } from "../../../lib/people/user-fields";
import { findUser } from "../../../lib/people/users";
import { ourGroups } from "../../../lib/sign-in/core/group-names";
import { temporaryDatabase } from "../../support/database";
import { unsafeIn } from "../../support/hostile-text";
import { byTest } from "../../support/people";

temporaryDatabase();

const everyCharacter = Array.from({ length: 0x110000 }, (_, n) => String.fromCodePoint(n));
const invisible = everyCharacter.filter((c) => c !== "\n" && unsafeIn(c).length > 0);

describe("what can’t be seen", () => {
  it("is in no username, e-mail address or group name, wherever it stands", () => {
    // Private use is 137,000 characters alike: a sample of them will do.
    const sample = invisible.filter((c, i) => !/\p{Co}/u.test(c) || i % 1000 === 0);
    expect(sample.length).toBeGreaterThan(4000);
    const taken = sample.filter((c) =>
      [`al${c}ice`, `alice${c}`, `${c}alice`].some(
        (name) =>
          username.safeParse(name).success ||
          email.safeParse(`${name}@example.com`).success ||
          email.safeParse(`x@${name}.com`).success ||
          (groupName.safeParse(name).success && name.trim() !== "alice"),
      ),
    );
    expect(taken.map((c) => c.codePointAt(0)?.toString(16))).toEqual([]);
  });

  it.each([
    ["\ufe0f", "U+FE0F"],
    ["\u034f", "U+034F"],
    ["\u3164", "U+3164"],
    ["\u200b", "U+200B"],
    ["\u115f", "U+115F"],
    ["\u{e0100}", "U+E0100"],
  ])("is named by its number: %j", (c, number) => {
    const words = `has a character that can’t be seen, ${number}`;
    expect(errorOf(username, `alice${c}`)).toBe(words);
    expect(errorOf(groupName, `admins${c}`)).toBe(words);
    expect(errorOf(displayName, `Alice${c}x`)).toBe(/\ufe0f/.test(c) ? null : words);
  });

  it.each(["\u200d", "\u3164", "\ufe0f\ufe0f", " \u200c "])("is not all of a name: %j", (name) => {
    expect(errorOf(displayName, name)).toMatch(/be seen/);
  });

  it.each(["👩\u200d💻 Ada", "می\u200cخواهم", "❤\ufe0f team", "O’Hara, Zoë"])(
    "may join words and emoji in a name for people to read: %s",
    (name) => expect(errorOf(displayName, name)).toBeNull(),
  );
});

describe("a username of mixed or unusual writing", () => {
  it.each([
    [
      "Cyrillic а first",
      "аlice",
      "mixes the Cyrillic letter “а” (U+0430) with the Latin letter “l” (U+006C)",
    ],
    [
      "Cyrillic а inside",
      "adminа",
      "mixes the Latin letter “a” (U+0061) with the Cyrillic letter “а” (U+0430)",
    ],
    ["Greek ο", "bοb", "mixes the Latin letter “b” (U+0062) with the Greek letter “ο” (U+03BF)"],
    ["Armenian օ", "bօb", /Armenian letter “օ” \(U\+0585\)/],
    ["Cyrillic across a dot", "ivan.і", /Cyrillic letter “і”/],
    ["Cyrillic and Greek", "кοт", /Greek letter/],
    ["Hiragana and Hangul", "たろ김", /Hangul letter/],
    ["Bopomofo and Hiragana", "ㄅた", /Hiragana letter/],
    ["Latin and Devanagari", "dev-नेहा", /Devanagari/],
    [
      "a Bengali four like 8",
      "user৪",
      "mixes the Latin letter “u” (U+0075) with the Bengali letter “৪” (U+09EA)",
    ],
    ["digits of two scripts", "٣3", "mixes the digits “٣” (U+0663) and “3” (U+0033)"],
    ["two kinds of Arabic digits", "س٤۴", /mixes the digits/],
    ["Cherokee", "ᎪᏞᏆ", "has “Ꭺ” (U+13AA), of a script that is not in general use"],
    ["Lisu", "ꓮꓡꓲꓚꓰ", /not in general use/],
    ["Coptic", "ⲁⲗⲓⲥⲉ", /not in general use/],
    ["Deseret", "𐐪𐑊𐐮𐑅", /not in general use/],
    ["small capitals", "ᴀʟɪᴄᴇ", /phonetic or historic/],
    ["a phonetic ɑ", "ɑlice", "has “ɑ” (U+0251), a letter of phonetic or historic writing"],
    ["a click letter like !", "aliceǃ", /phonetic or historic/],
    [
      "a dot that is there already",
      "ali\u0307ce",
      "has marks on a letter that can’t be told apart, at U+0069",
    ],
    ["a mark twice", "alice\u0323\u0323", /can’t be told apart/],
    ["a tower of marks", `a${"\u0316\u0317\u0318\u0319\u031c"}`, /can’t be told apart/],
    ["a number in a circle", "❶", /may have letters, digits/],
  ])("is refused: %s", (_, name, words) => {
    expect(errorOf(username, name)).toMatch(words);
  });

  it.each([
    ...["alice", "o.neil-2_x", "Łukasz", "İstanbul", "straße", "Nguyễn", "ｆｕｌｌ", "3com", "x2"],
    ...["山田たろう", "ヤマダ太郎", "東京Tower", "田中ー々", "김철수", "金철수lee", "ㄅㄆ注音abc"],
    ...["иван.иванов", "Οδυσσεύς", "سارة", "سارة٣", "نام۱۲", "नेहा", "नेहा_२", "שרה", "สมชาย", "អាន"],
    ...["ანა", "Անի", "አበበ", "தமிழ்", "kaʻiulani", "ɔbɛ"],
  ])("is accepted: %s", (name) => expect(errorOf(username, name)).toBeNull());
});

describe("a group’s name", () => {
  it.each(["аdmins", "admіns", "the аdmins", "ᎪᎠmins", "fin\u0251nce"])(
    "is refused: %s",
    (name) => {
      expect(errorOf(groupName, name)).not.toBeNull();
      expect(ourGroups({ groupMap: undefined }, [name])).toEqual([]);
      expect(ourGroups({ groupMap: { "*": "*" } }, [name])).toEqual([]);
    },
  );

  it.each(["IT-отдел", "SG Финансы", "R&D (東京) ☕", "/acme/finance", "Ünïts: 1/2"])(
    "may have words of several scripts: %s",
    (name) => expect(errorOf(groupName, name)).toBeNull(),
  );

  it("that exists already can still be given", async () => {
    const old = "old аdmins\u200b";
    await db().group.create({ data: { name: old, nameKey: nameKey(old) } });
    const person = { email: null, displayName: "x", passwordHash: null };
    await createUsers([{ ...person, username: "keeper", groups: [old] }], byTest);
    const { id = "" } = (await findUser("keeper")) ?? {};
    await setGroups(id, [old, "new"], byTest);
    expect((await findUser("keeper"))?.groups).toEqual(["new", old]);
    await expect(setGroups(id, ["new аdmins"], byTest)).rejects.toMatchObject({
      fields: { group: [expect.stringContaining("mixes the Cyrillic letter")] },
    });
  });
});

describe("an e-mail address", () => {
  it.each(["аlice@example.com", "a.ivаnov@example.com", "а.ivanov@example.com", "a@exаmple.com"])(
    "is refused: %s",
    (address) => expect(errorOf(email, address)).toMatch(/^mixes the/),
  );

  it.each(["иван@example.com", "山田@例え.jp", "a@müller.example.рф", "o'neil+x@example.co.uk"])(
    "is accepted: %s",
    (address) => expect(errorOf(email, address)).toBeNull(),
  );
});

it("somebody whose name was made before still can be found by it", async () => {
  const old = "аlice\ufe0f";
  const data = { username: old, usernameKey: nameKey(old), displayName: "x" };
  await db().user.create({ data });
  expect((await findUser(old))?.username).toBe(old);
});
