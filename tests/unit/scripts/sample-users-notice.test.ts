/** The table of sample users that the first start prints. */
import { expect, it } from "vitest";
import { sampleUsersNotice } from "@/scripts/server/sample-users-notice";

it("shows who was made, and in which groups", () => {
  const notice = sampleUsersNotice([
    { username: "admin", password: "kavo-timu", groups: ["admins", "finance"] },
    { username: "bob", password: null, groups: ["finance"] },
    { username: "carol", password: "reso-nadu", groups: [] },
  ]);
  expect(notice?.split("\n").slice(1)).toEqual([
    "  Username  Password   Groups",
    "  admin     kavo-timu  admins, finance",
    "  carol     reso-nadu  none",
  ]);
});

it("is nothing when nobody was made", () => {
  expect(sampleUsersNotice([{ username: "bob", password: null, groups: [] }])).toBeUndefined();
  expect(sampleUsersNotice([])).toBeUndefined();
});
