/**
 * One person's flood of queries, and what others notice: `npx tsx tests/bench/query-flood.ts [folder]`.
 * 500 flights queries, no two alike, at once from one person, while another opens pages one after
 * the other. Measures what is built in `folder` (this project when left out), to compare two builds.
 */
import { readFileSync } from "node:fs";
import { ask, cookieOf } from "../support/ask";
import { type Foyer, startFoyer } from "../support/foyer";

const QUERIES = 500;
/** The other's pages: one whose data are known already, and one with filters asked for the first time. */
const pages: Record<string, (n: number) => string> = {
  "data known": () => "/dashboards/weather",
  "data new": (n) =>
    `/dashboards/flights?from=2001-02-01&to=2001-06-${String((n % 30) + 1).padStart(2, "0")}`,
};

/** Different ranges of days: nothing of one answers another. */
function floodPath(n: number): string {
  const day = (offset: number) =>
    new Date(Date.UTC(2001, 0, 1 + offset)).toISOString().slice(0, 10);
  return `/api/data/flights/airports?from=${day(n % 50)}&to=${day(100 + Math.floor(n / 50))}`;
}

async function milliseconds(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

/** Resident memory of the server's process, in MB. */
function memory({ process: { pid } }: Foyer): number {
  const [, kilobytes] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
  return Math.round(Number(kilobytes) / 1024);
}

function line(what: string, times: readonly number[]): string {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number) => Math.round(sorted[Math.floor(share * (sorted.length - 1))] ?? 0);
  return `${what.padEnd(28)} median ${at(0.5)} ms, slowest ${at(1)} ms, of ${times.length}`;
}

async function measure(foyer: Foyer): Promise<void> {
  const other = await cookieOf(foyer, "admin");
  const flooder = await cookieOf(foyer, "alice");
  const page = async (path: string) => (await ask(foyer, path, { headers: other })).text();
  for (const path of Object.values(pages)) await page(path(0));
  let n = 0;
  for (const [what, path] of Object.entries(pages)) {
    const times: number[] = [];
    for (let i = 0; i < 10; i++) times.push(await milliseconds(() => page(path(++n))));
    console.log(line(`idle, ${what}:`, times));
  }
  const before = memory(foyer);
  const answers = new Map<string, number>();
  let running = true;
  const began = performance.now();
  const flood = Promise.all(
    Array.from({ length: QUERIES }, async (_, i) => {
      const answer = await ask(foyer, floodPath(i), { headers: flooder });
      const text = await answer.text();
      const what = answer.ok ? "200" : `${answer.status} ${JSON.parse(text).title}`;
      answers.set(what, (answers.get(what) ?? 0) + 1);
    }),
  ).finally(() => {
    running = false;
  });
  const times: Record<string, number[]> = {};
  let peak = before;
  while (running) {
    for (const [what, path] of Object.entries(pages)) {
      times[what] ??= [];
      times[what].push(await milliseconds(() => page(path(++n))));
      peak = Math.max(peak, memory(foyer));
    }
  }
  await flood;
  for (const [what, all] of Object.entries(times)) console.log(line(`in the flood, ${what}:`, all));
  console.log(
    `the flood took ${Math.round(performance.now() - began)} ms:`,
    Object.fromEntries(answers),
  );
  console.log(`memory: ${before} MB before, ${peak} MB at its highest, ${memory(foyer)} MB after`);
  const interrupted = foyer.output().split("Interrupted!").length - 1;
  console.log(`“Interrupted!” in the log: ${interrupted}`);
}

const [project = process.cwd()] = process.argv.slice(2);
const foyer = await startFoyer({ project });
try {
  await measure(foyer);
} finally {
  await foyer.stop();
}
