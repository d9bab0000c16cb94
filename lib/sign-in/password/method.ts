/** Signing in with a username or e-mail address and a password. */
import type { SignInMethod } from "../core/sign-in-method";
import { passwordErrorCodes } from "./error-codes";
import { passwordForm, passwordRequest } from "./request";

export const passwordSignIn: SignInMethod = {
  name: "password",
  routes: [{ method: "POST", path: "callback/credentials", handle: passwordRequest }],
  hasProvider: () => false,
  input: passwordForm,
  errorCodes: passwordErrorCodes,
};
