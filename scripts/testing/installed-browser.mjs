/** Where a Chromium is on this machine. */
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "playwright";

const NAMES = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome"];
const ELSEWHERE = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe",
];

/** Arguments with which it starts anywhere, as root in a container too, and asks the network nothing. */
export const browserArguments = [
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
];

/**
 * Browsers to try, best first: the one named by CHROMIUM_PATH, Playwright's own, the system's.
 * @returns {string[]} paths of programs that exist
 */
export function installedBrowsers() {
  const folders = (process.env.PATH ?? "").split(delimiter).filter(Boolean);
  const onPath = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [
    process.env.CHROMIUM_PATH ?? "",
    chromium.executablePath(),
    ...onPath,
    ...ELSEWHERE,
  ].filter((path) => path !== "" && existsSync(path));
}
