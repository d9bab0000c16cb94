/**
 * A flood of sign-ins, and what others notice: `npx tsx tests/bench/sign-in-flood.ts [folder]`.
 * 64 clients try names that nobody has, each again as soon as it is answered, while somebody signed in
 * opens pages, and two people sign in: one on a device of theirs, one on another. All come from a
 * loopback address, so that nothing but the device tells them apart. Measures what is built in
 * `folder` (this project when left out), to compare two builds.
 */
import { ask, cookieIn, postSignIn, sessionIn } from "../support/ask";
import { type Foyer, SAMPLE_PASSWORD, startFoyer } from "../support/foyer";

const CLIENTS = 64;
/** How long each phase lasts, and how long people pause, in milliseconds. */
const WARM_UP = 3_000;
const QUIET = 10_000;
const FLOOD = 15_000;
const BETWEEN_PAGES = 20;
const BETWEEN_SIGN_INS = 500;
const pages = ["/dashboards/weather", "/account"];

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

interface Measured {
  times: number[];
  /** How many answers had which status. */
  answers: Record<string, number>;
}
const nothing = (): Measured => ({ times: [], answers: {} });

/** Asks once, and notes how long it took and what came. */
async function note(measured: Measured, work: () => Promise<Response>): Promise<void> {
  const began = performance.now();
  const answer = await work();
  await answer.arrayBuffer();
  measured.times.push(performance.now() - began);
  measured.answers[answer.status] = (measured.answers[answer.status] ?? 0) + 1;
}

function at(times: readonly number[], share: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.ceil(share * sorted.length) - 1] ?? 0;
}
const shown = ({ times }: Measured) =>
  [0.5, 0.99, 1].map((share) => `${Math.round(at(times, share))}`.padStart(5)).join(" ");

/** Opens the pages by turns until the phase is over. */
async function openPages(foyer: Foyer, headers: Record<string, string>, duration: number) {
  const measured = new Map(pages.map((path) => [path, nothing()]));
  for (const end = performance.now() + duration; performance.now() < end; ) {
    for (const [path, page] of measured) {
      await note(page, () => ask(foyer, path, { headers }));
      await pause(BETWEEN_PAGES);
    }
  }
  return measured;
}

async function signInOften(
  foyer: Foyer,
  username: string,
  headers: Record<string, string>,
  duration: number,
): Promise<Measured> {
  const measured = nothing();
  const right = { username, password: SAMPLE_PASSWORD };
  for (const end = performance.now() + duration; performance.now() < end; ) {
    await note(measured, () => postSignIn(foyer, right, headers));
    await pause(BETWEEN_SIGN_INS);
  }
  return measured;
}

async function flood(foyer: Foyer, duration: number): Promise<Measured> {
  const measured = nothing();
  let n = 0;
  const client = async () => {
    for (const end = performance.now() + duration; performance.now() < end; ) {
      const wrong = { username: `junk-${n++}`, password: "wrong" };
      await note(measured, () => postSignIn(foyer, wrong));
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, client));
  return measured;
}

async function measure(foyer: Foyer): Promise<void> {
  const right = { username: "alice", password: SAMPLE_PASSWORD };
  const first = await postSignIn(foyer, right);
  const session = sessionIn(first);
  const device = { Cookie: `foyer.device=${cookieIn(first, "foyer.device")}` };
  await openPages(foyer, session, WARM_UP);
  const quiet = await openPages(foyer, session, QUIET);
  const [flooded, junk, known, stranger] = await Promise.all([
    openPages(foyer, session, FLOOD),
    flood(foyer, FLOOD),
    signInOften(foyer, "alice", device, FLOOD),
    signInOften(foyer, "bob", {}, FLOOD),
  ]);
  console.log("                                   p50   p99   max (ms)");
  for (const [path, before] of quiet) {
    const during = flooded.get(path) ?? nothing();
    console.log(`${path}, quiet`.padEnd(32), shown(before), before.answers);
    console.log(`${path}, in the flood`.padEnd(32), shown(during), during.answers);
    const times = [0.5, 0.99, 1].map((share) => at(during.times, share) / at(before.times, share));
    console.log(
      "   times as long".padEnd(32),
      times.map((x) => x.toFixed(1).padStart(5)).join(" "),
    );
  }
  console.log("sign-in on a known device".padEnd(32), shown(known), known.answers);
  console.log("sign-in on another".padEnd(32), shown(stranger), stranger.answers);
  console.log("the flood itself".padEnd(32), shown(junk), junk.answers);
  const after = await postSignIn(foyer, { ...right, username: "bob" });
  console.log(`bob, once it is over: ${after.status}`);
}

const [project = process.cwd()] = process.argv.slice(2);
const foyer = await startFoyer({ project, env: { BCRYPT_COST: "12" } });
try {
  await measure(foyer);
} finally {
  await foyer.stop();
}
