/**
 * Your own say in who comes in by a provider: fill in what you need. Each may be async and has
 * 5 seconds; what throws, or takes longer, refuses the sign-in. See docs/single-sign-on.md.
 */
import type { CandidateTokens, Profile } from "./candidate";

/** Somebody who has proved who they are and may enter; nothing has been written yet. */
export interface AdmittedCandidate {
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
  tokens: CandidateTokens;
}

export interface SignInHooks {
  /** The provider's groups of a person, in its own names; null for the usual way. */
  groupsOf?: (
    profile: Profile,
    tokens: CandidateTokens,
    provider: string,
  ) => Promise<string[] | null>;
  /** Whether somebody may enter at all. Asked again whenever groups are read again. */
  mayEnter?: (profile: Profile, provider: string) => Promise<boolean>;
  /** Called last, before the session starts. */
  afterSignIn?: (candidate: AdmittedCandidate) => Promise<void>;
}

export const hooks: SignInHooks = {};
