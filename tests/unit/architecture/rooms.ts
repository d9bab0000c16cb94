/** The rooms of the project, from top to bottom: imports run downwards only. CONTRIBUTING.md has the same list. */

export interface Room {
  /** As CONTRIBUTING.md and the README name it. */
  name: string;
  /** Which files it has, as a regular expression over paths from the project's folder. */
  path: string;
}

const lib = (name: string): Room => ({ name: `lib/${name}`, path: `^lib/${name}/` });

export const rooms: readonly Room[] = [
  {
    name: "app",
    path: "^(app|prisma|scripts)/|^(middleware|instrumentation|next\\.config|prisma\\.config)\\.ts$",
  },
  { name: "components", path: "^components/" },
  lib("guards"),
  lib("sign-in"),
  lib("session"),
  lib("dashboards"),
  lib("data"),
  lib("people"),
  lib("audit"),
  lib("db"),
  lib("http"),
  lib("access"),
  lib("log"),
  lib("config"),
  lib("process"),
  lib("errors"),
];

/** Ways in: siblings, which share lib/sign-in/core and never import each other. */
export const waysIn = ["password", "oidc"] as const;
