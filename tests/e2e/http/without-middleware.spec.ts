/** The same table with middleware.ts taken out of the build: the guards alone must hold. */
import { rmSync } from "node:fs";
import { join } from "node:path";
import { expectAnswer } from "../../support/access";
import { endpoints, pages } from "../../support/access-table";
import { people } from "../../support/ask";
import { BUILD_TIME, buildChanged } from "../../support/changed-project";
import { type Foyer, startFoyer } from "../../support/foyer";
import { test } from "../../support/test";

// One worker: the build is made once.
test.describe.configure({ mode: "default" });

let bare: Foyer | undefined;

test.beforeAll(async () => {
  test.setTimeout(BUILD_TIME);
  const project = await buildChanged("without-middleware", (folder) =>
    rmSync(join(folder, "middleware.ts")),
  );
  bare = await startFoyer({ project });
});

test.afterAll(async () => {
  await bare?.stop();
});

for (const [path, answers] of Object.entries({ ...pages, ...endpoints })) {
  test(`${path} is guarded without middleware`, async () => {
    for (const person of people) {
      await test.step(`${person}: ${answers[person]}`, async () => {
        if (!bare) throw new Error("the server is not there");
        await expectAnswer(bare, path, person, answers[person]);
      });
    }
  });
}
