/** What our session handle adds to next-auth's types. */
import type { Viewer } from "../../access/policy";

declare module "next-auth" {
  interface User {
    id: string;
    handle: string;
  }
  interface Session {
    groups: readonly string[];
  }
}

declare module "next-auth/jwt" {
  interface JWT {
    handle?: string;
    viewer?: Viewer;
  }
}
