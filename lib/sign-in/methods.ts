/** The ways of signing in, in one list. */
import type { SignInMethod } from "./core/sign-in-method";
import { oidcSignIn } from "./oidc/method";
import { passwordSignIn } from "./password/method";

export const signInMethods: readonly SignInMethod[] = [passwordSignIn, oidcSignIn];
