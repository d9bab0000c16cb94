/** Builds the app with Next.js, if it isn't built from what is here now. */
import { filesUnder, fingerprint, isStamped, makeStamped } from "./fingerprint.mjs";
import { SetupError, step } from "./progress.mjs";
import { root } from "./root.mjs";
import { runPackage } from "./run.mjs";

const STAMP = `${root}/.next/made-from`;
/** What no build reads. All else counts: a build too many is better than an old one served. */
const NOT_BUILT =
  /^(\..*|node_modules|var|tests|docs|scripts|bench|coverage|test-results|playwright-report|prisma\/.*\.ts|lib\/db\/generated|next-env\.d\.ts|[^/]+\.(md|tsbuildinfo)|LICENSE|(vitest|playwright|knip|prisma)\.config\.ts|biome\.json|knip\.json)$/;

/** The path of APP_URL is part of what is built: see lib/http/site-path.ts. */
const prefix = () => process.env.SITE_PREFIX ?? "";

function wanted() {
  const [major = ""] = process.versions.node.split(".");
  const files = filesUnder(root, (path) => NOT_BUILT.test(path));
  return fingerprint(files, [major, process.platform, process.arch, prefix()]);
}

export const isBuilt = () => isStamped(STAMP, wanted());

/** Builds anew. Throws {@link SetupError}. */
export async function build() {
  await step("Building (half a minute or so)", () =>
    makeStamped(STAMP, wanted(), async () => {
      const { status, output } = await runPackage("next/dist/bin/next", ["build"], {
        env: { NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1", SITE_PREFIX: prefix() },
      });
      if (status !== 0) throw new SetupError(`${output.trim()}\n\nThe build failed.`);
    }),
  );
}
