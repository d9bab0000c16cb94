/** Signing in with an identity provider that speaks OpenID Connect, or with GitHub. */
import type { NextRequest } from "next/server";
import { AppError } from "../../errors/app-error";
import type { SignInMethod } from "../core/sign-in-method";
import { finishProvider } from "./flow/callback";
import { startProvider, startQuery } from "./flow/start";
import { oidcErrorCodes } from "./protocol/provider-error";
import type { Provider } from "./providers/provider";
import { providerOf } from "./providers/providers";
import { backchannelLogout } from "./sign-out/backchannel";

type ProviderHandler = (request: NextRequest, provider: Provider) => Promise<Response>;

const withProvider = (handle: ProviderHandler) => (request: NextRequest, id: string) => {
  const provider = providerOf(id);
  if (!provider) throw new AppError("not-found");
  return handle(request, provider);
};

export const oidcSignIn: SignInMethod = {
  name: "oidc",
  routes: [
    { method: "GET", path: "signin/:provider", handle: withProvider(startProvider) },
    { method: "GET", path: "callback/:provider", handle: withProvider(finishProvider) },
    { method: "POST", path: "backchannel/:provider", handle: withProvider(backchannelLogout) },
  ],
  hasProvider: (id) => providerOf(id) !== null,
  input: startQuery,
  errorCodes: oidcErrorCodes,
};
