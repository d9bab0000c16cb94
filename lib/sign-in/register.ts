/** What the rooms below are handed of the ways in, once per process, before the first request. */
import { registerFormOrigins } from "../http/form-origins";
import { registerGroupRefresh } from "../session/group-refresh";
import { signOutOrigins } from "./oidc/sign-out/sign-out-providers";

/** Hands sessions what reads their groups again, and headers where a sign-out may lead. */
export function registerSignIn(): void {
  registerFormOrigins(signOutOrigins);
  registerGroupRefresh(async (session) => {
    // Only then: what talks to providers need not be loaded where nobody came by one.
    const { refreshGroups } = await import("./oidc/sessions/refresh-groups");
    return refreshGroups(session);
  });
}
