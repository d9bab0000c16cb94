/** Keycloak itself, from Maven Central: fetched once by Maven, and kept under var/. */
import { existsSync, renameSync, rmSync } from "node:fs";
import { SetupError, step } from "../../setup/progress.mjs";
import { root } from "../../setup/root.mjs";
import { run } from "../../setup/run.mjs";

const VERSION = "26.4.0";
const FOLDER = `${root}/var/keycloak`;

/**
 * The folder of an unpacked Keycloak. Throws {@link SetupError} when it can't be had.
 * @returns {Promise<string>}
 */
export async function ensureKeycloak() {
  const home = `${FOLDER}/keycloak-${VERSION}`;
  if (existsSync(`${home}/bin/kc.sh`)) return home;
  const half = `${FOLDER}/unpacking-${process.pid}`;
  await step(`Fetching Keycloak ${VERSION} (160 MB, once)`, async () => {
    const artifact = `-Dartifact=org.keycloak:keycloak-quarkus-dist:${VERSION}:zip`;
    const goal = ["-q", "-B", "dependency:unpack", artifact, `-DoutputDirectory=${half}`];
    const { status, output } = await run("mvn", goal);
    if (status === 0) return;
    rmSync(half, { recursive: true, force: true });
    throw new SetupError(
      `Keycloak needs Java 17 or later, and Maven to fetch it.\n${output.trim()}`,
    );
  });
  // Only what is there as a whole counts as there.
  renameSync(`${half}/keycloak-${VERSION}`, home);
  rmSync(half, { recursive: true, force: true });
  return home;
}
