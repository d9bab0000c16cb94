/** Every route × every kind of person → the answer, as built. */
import { expectAnswer } from "../../support/access";
import { belowDashboards, endpoints, pages } from "../../support/access-table";
import { people } from "../../support/ask";
import { test } from "../../support/test";

for (const [path, answers] of Object.entries({ ...pages, ...belowDashboards, ...endpoints })) {
  for (const person of people) {
    test(`${path} answers ${person} with ${answers[person]}`, async ({ server }) => {
      await expectAnswer(server, path, person, answers[person]);
    });
  }
}
