/** Generates the Prisma client from prisma/schema.prisma. */
import { fingerprint, isStamped, makeStamped } from "./fingerprint.mjs";
import { SetupError, step } from "./progress.mjs";
import { root } from "./root.mjs";
import { runPackage } from "./run.mjs";

const STAMP = `${root}/lib/db/generated/.made-from`;
const wanted = () =>
  fingerprint([`${root}/prisma/schema.prisma`, `${root}/node_modules/prisma/package.json`], []);

export const isGenerated = () => isStamped(STAMP, wanted());

/** Generates the client anew. Throws {@link SetupError}. */
export async function generate() {
  await step("Preparing the database client", () =>
    makeStamped(STAMP, wanted(), async () => {
      const { status, output } = await runPackage("prisma/build/index.js", ["generate"], {
        env: {
          // Generating never runs this engine, but would download it if none were named.
          PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
          PRISMA_HIDE_UPDATE_MESSAGE: "1",
          CHECKPOINT_DISABLE: "1",
        },
      });
      if (status !== 0) throw new SetupError(`${output.trim()}\n\nprisma generate failed.`);
    }),
  );
}
