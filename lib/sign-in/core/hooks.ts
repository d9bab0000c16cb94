/**
 * Your own say in who comes in by a provider: fill in what you need. Each may be async and has
 * 5 seconds; what throws, or takes longer, refuses the sign-in. See docs/single-sign-on.md.
 */
import type { Profile } from "../oidc/person";
import type { Tokens } from "../oidc/tokens";

/** Somebody who has proved who they are; nothing has been written yet. */
export interface Arrival {
  /** The provider's id. */
  provider: string;
  issuer: string;
  subject: string;
  /** The username here; at a first sign-in, the one that will be tried. */
  username: string;
  firstTime: boolean;
  /** Our groups, after `groupMap`. */
  groups: readonly string[];
  profile: Profile;
  tokens: Tokens;
}

export interface SignInHooks {
  /** The provider's groups of a person, in its own names; null for the usual way. */
  groupsOf?: (profile: Profile, tokens: Tokens, provider: string) => Promise<string[] | null>;
  /** Whether somebody may enter at all. Asked again whenever groups are read again. */
  mayEnter?: (profile: Profile, provider: string) => Promise<boolean>;
  /** Called last, before the session starts. */
  afterSignIn?: (arrival: Arrival) => Promise<void>;
}

export const hooks: SignInHooks = {};
