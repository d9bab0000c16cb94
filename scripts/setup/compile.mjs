/** Compiles what runs outside of Next.js from TypeScript: the server in front of it, and commands. */
import { rmSync } from "node:fs";
import { filesUnder, fingerprint, isStamped, makeStamped } from "./fingerprint.mjs";
import { generate, isGenerated } from "./generate.mjs";
import { step } from "./progress.mjs";
import { root } from "./root.mjs";

const COMPILED = `${root}/.compiled`;
const STAMP = `${COMPILED}/made-from`;
/** What can be loaded, by name. */
const entryPoints = {
  settings: "lib/sign-in/settings.ts",
  server: "scripts/server/serve.ts",
  users: "prisma/users.ts",
};

/** Of node_modules only the lockfile counts: an installation may leave out what compiles. */
function wanted() {
  const sources = ["lib", "prisma", "scripts/server"].flatMap((folder) =>
    filesUnder(`${root}/${folder}`, (path) => path.startsWith("lib/db/generated")),
  );
  const files = [...sources, `${root}/package-lock.json`, `${root}/tsconfig.json`];
  return fingerprint(files, [JSON.stringify(entryPoints)]);
}

export const isCompiled = () => isStamped(STAMP, wanted());

/** Compiles anew, after the database client that is part of it. */
export async function compile() {
  if (!isGenerated()) await generate();
  await step("Compiling the server", () =>
    makeStamped(STAMP, wanted(), async () => {
      rmSync(COMPILED, { recursive: true, force: true });
      const { build } = await import("esbuild");
      await build({
        absWorkingDir: root,
        entryPoints,
        outdir: COMPILED,
        outExtension: { ".js": ".mjs" },
        bundle: true,
        splitting: true,
        format: "esm",
        platform: "node",
        target: "node20.19",
        // Packages stay where they are; only our own sources are put together.
        packages: "external",
        sourcemap: "linked",
        logLevel: "error",
      });
    }),
  );
}

/**
 * Loads what was compiled.
 * @param {keyof typeof entryPoints} name
 */
export const loadCompiled = (name) => import(`${COMPILED}/${name}.mjs`);
