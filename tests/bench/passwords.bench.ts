/** What a password check costs, by cost and by kind. */
import { bench, describe } from "vitest";
import { hash, verify } from "@/lib/sign-in/password/hashes/worker.mjs";

const password = "rumba tinfoil lantern";
const few = { iterations: 5 };

describe("a wrong password", () => {
  for (const cost of [10, 12]) {
    const stored = hash({ password, cost });
    bench(
      `cost ${cost}`,
      async () => void (await verify({ password: "wrong", stored, cost })),
      few,
    );
    const unknown = { password: "wrong", stored: null, cost };
    bench(`cost ${cost}, unknown name`, async () => void (await verify(unknown)), few);
  }
});
