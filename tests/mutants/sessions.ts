/** Mistakes in sessions, and in signing in and out. */
import type { Mutant } from "./mutant";

const session = { file: "lib/session/session.ts", tests: ["tests/unit/session/session.test.ts"] };
const rows = { file: "lib/db/sessions.ts", tests: session.tests };
const endpoint = ["tests/unit/sign-in/endpoint.test.ts"];

export const sessionMutants: readonly Mutant[] = [
  {
    ...session,
    name: "a session is touched at every request",
    from: "const TOUCH_EVERY = MINUTE;",
    to: "const TOUCH_EVERY = 0;",
  },
  {
    ...session,
    name: "a session is never touched",
    from: "if (unused >= TOUCH_EVERY) await recordUse(row.id, now);",
    to: "",
  },
  {
    ...session,
    name: "a replaced token is honoured a thousand times longer",
    from: "const ROTATION_GRACE = MINUTE;",
    to: "const ROTATION_GRACE = 1000 * MINUTE;",
  },
  {
    ...rows,
    file: "lib/session/find-session.ts",
    name: "a replaced token is honoured for ever",
    from: `AND s."previousValidUntil" > \${new Date()})`,
    to: ")",
  },
  {
    ...session,
    name: "a session that nobody uses lives on",
    from: "|| unused >= idle",
    to: "",
  },
  {
    ...session,
    name: "a session in use lives for ever",
    from: "now >= row.expiresAt || ",
    to: "",
  },
  {
    ...session,
    name: "disabled people stay signed in",
    from: "if (!row || row.user.disabledAt) return null;",
    to: "if (!row) return null;",
    tests: [...session.tests, "tests/unit/people/user-changes.test.ts"],
  },
  {
    ...session,
    name: "more rights come with the old token",
    from: "row.rightsVersion === rightsVersion) return null;",
    to: "row.rightsVersion !== rightsVersion) return null;",
  },
  {
    ...session,
    name: "signing in leaves the browser's earlier session alive",
    from: "isToken(replaces) ? hashToken(replaces) : null",
    to: "null",
  },
  {
    name: "signing out leaves the row",
    file: "lib/sign-in/sign-out.ts",
    from: "await endSession(",
    to: "await (async (..._: unknown[]) => null)(",
    tests: endpoint,
  },
  {
    name: "signing in may be asked for by another site",
    file: "lib/sign-in/password/request.ts",
    from: "requireSameSite(request.method, request.headers);",
    to: "",
    tests: endpoint,
  },
  {
    name: "signing out may be asked for by another site",
    file: "lib/sign-in/sign-out.ts",
    from: "requireSameSite(request.method, request.headers);",
    to: "",
    tests: endpoint,
  },
  {
    name: "a forged CSRF token signs in",
    file: "lib/sign-in/password/request.ts",
    from: '? { token: input.csrfToken, cookie: cookie(csrfCookie().name) ?? "" }',
    to: "? await freshCsrf(origin)",
    tests: endpoint,
  },
  {
    name: "disabled people sign in",
    file: "lib/sign-in/password/sign-in.ts",
    from: 'if (user.disabledAt) return "disabled";',
    to: "",
    tests: endpoint,
  },
];
