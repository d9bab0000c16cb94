/** What our session token adds to next-auth's types. */
import type { Viewer } from "../../access/policy";

declare module "next-auth" {
  interface User {
    id: string;
    sessionToken: string;
  }
  interface Session {
    groups: readonly string[];
  }
}

declare module "next-auth/jwt" {
  interface JWT {
    sessionToken?: string;
    viewer?: Viewer;
  }
}
