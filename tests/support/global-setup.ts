/** One server for all browser tests that don't need their own. */
import { ensureBuilt } from "../../scripts/setup/prepare.mjs";
import { startFoyer } from "./foyer";

export default async function setUp(): Promise<() => Promise<void>> {
  await ensureBuilt();
  const foyer = await startFoyer();
  const died = (status: number | null, signal: NodeJS.Signals | null) =>
    console.error(`The shared server ended (${signal ?? status}):\n${foyer.output()}`);
  foyer.process.once("exit", died);
  // Workers inherit these; see tests/support/test.ts.
  process.env.FOYER_TEST_URL = foyer.url;
  process.env.FOYER_TEST_DATABASE = foyer.databaseFile;
  return async () => {
    foyer.process.off("exit", died);
    await foyer.stop();
  };
}
