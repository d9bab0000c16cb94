/** Finds a browser for the tests, and gets one where there is none. */
import { SetupError, step } from "../setup/progress.mjs";
import { run, runPackage } from "../setup/run.mjs";

/** How long to wait for an answer from where Playwright's browsers are, in milliseconds. */
const MAX_WAIT = 5000;

/**
 * The path of a browser that starts. Throws {@link SetupError} with what to do when none can be had.
 * @returns {Promise<string>}
 */
export async function readyBrowser() {
  const present = await firstThatStarts();
  if (present) {
    console.log(`Browser: ${present}`);
    return present;
  }
  for (const get of [download, fromSystem]) {
    if (!(await get())) continue;
    const got = await firstThatStarts();
    if (got) return got;
  }
  throw new SetupError(
    "There is no browser for the tests, and none could be installed. Install Chromium or Google Chrome " +
      "(on Debian: apt-get install chromium), or set CHROMIUM_PATH to one, then run this again.",
  );
}

async function firstThatStarts() {
  const { chromium } = await import("playwright");
  const { browserArguments, installedBrowsers } = await import("./installed-browser.mjs");
  for (const executablePath of installedBrowsers()) {
    try {
      const browser = await chromium.launch({ executablePath, args: browserArguments });
      await browser.close();
      return executablePath;
    } catch (error) {
      const [message] = (error instanceof Error ? error.message : String(error)).split("\n");
      console.log(`${executablePath} does not start: ${message}`);
    }
  }
  return undefined;
}

/** Playwright's own browser. Whether it was installed. */
async function download() {
  if (!(await isReachable())) return false;
  return step("Downloading a browser", async () => {
    const withLibraries = process.platform === "linux" && process.getuid?.() === 0;
    const args = ["install", ...(withLibraries ? ["--with-deps"] : []), "chromium"];
    return (await runPackage("playwright/cli.js", args)).status === 0;
  });
}

/** Asked first, because the download itself tries for minutes on a closed network. */
async function isReachable() {
  if (process.env.HTTPS_PROXY || process.env.https_proxy) return true;
  try {
    const host = process.env.PLAYWRIGHT_DOWNLOAD_HOST || "https://cdn.playwright.dev";
    await fetch(host, { method: "HEAD", signal: AbortSignal.timeout(MAX_WAIT) });
    return true;
  } catch {
    return false;
  }
}

/** Debian's Chromium. Whether it was installed. */
async function fromSystem() {
  if (process.getuid?.() !== 0 || (await run("apt-get", ["--version"])).status !== 0) return false;
  return step("Installing Chromium with apt-get", async () => {
    const env = { DEBIAN_FRONTEND: "noninteractive" };
    await run("apt-get", ["update"], { env });
    const { status, output } = await run("apt-get", ["install", "--yes", "chromium"], { env });
    if (status !== 0) console.log(`\n${output.trim()}`);
    return status === 0;
  });
}
