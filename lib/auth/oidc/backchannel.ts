/** POST /api/auth/backchannel/<provider>: a provider's server says that somebody signed out there. */
import { asUnavailable } from "../../db/client";
import { endSessionsFrom } from "../../db/provider-sessions";
import { recordRefusal } from "../../db/refusals";
import { spendOnce } from "../../db/used-values";
import { AppError } from "../../errors";
import { readForm } from "../../http/form";
import { problem } from "../../http/problem";
import { requestContext } from "../../http/request-context";
import type { Provider } from "../providers/provider";
import { ProviderFailure } from "./failure";
import { objectOf } from "./outgoing";
import { type Claims, verifyToken } from "./verify-token";

const EVENT = "http://schemas.openid.net/event/backchannel-logout";
/** Seconds for which a logout token counts, whatever it says itself. */
const OLDEST = 10 * 60;

/** Ends the sessions that the logout token names: 200, or 400 when the token is not good. */
export async function backchannelLogout(request: Request, provider: Provider): Promise<Response> {
  const by = { actor: null, via: `backchannel:${provider.id}`, ip: requestContext().address };
  try {
    const { logout_token: token = "" } = await readForm(request);
    const claims = await verified(token, provider);
    const subject = typeof claims.sub === "string" ? claims.sub : undefined;
    const sid = typeof claims.sid === "string" ? claims.sid : undefined;
    await endSessionsFrom(String(claims.iss), { sid, subject }, by);
    return answer(200, {});
  } catch (error) {
    const known = asUnavailable(error);
    const refusal = known instanceof ProviderFailure ? known.reason : null;
    if (refusal === null && !(known instanceof AppError && known.status < 500))
      return problem(known);
    const reason = refusal ?? "not a form";
    const event = { ...by, action: "session.ended", subject: null };
    recordRefusal({ ...event, code: "token-invalid", detail: { reason } });
    return answer(400, { error: "invalid_request", error_description: reason });
  }
}

/** OpenID Connect Back-Channel Logout, section 2.6. Throws `token-invalid`. */
async function verified(token: string, provider: Provider): Promise<Claims> {
  const refuse = (reason: string) => new ProviderFailure("token-invalid", reason);
  if (token === "" || provider.api) throw refuse("there is no logout token");
  const claims = await verifyToken(token, provider, ["jti", "events"]);
  const { iat = 0, jti, exp = 0 } = claims;
  if (Date.now() / 1000 - iat > OLDEST) throw refuse("iat: too old");
  if (!(EVENT in objectOf(claims.events))) throw refuse("events: not a sign-out");
  if ("nonce" in claims) throw refuse("nonce: an ID token, not a logout token");
  if (claims.sub === undefined && claims.sid === undefined) throw refuse("neither sub nor sid");
  if (typeof jti !== "string" || jti === "") throw refuse("jti: missing");
  const until = new Date((Math.max(exp, iat + OLDEST) + 60) * 1000);
  const fresh = await spendOnce("logout", JSON.stringify([claims.iss, jti]), until);
  if (!fresh) throw refuse("jti: used before");
  return claims;
}

function answer(status: number, body: Record<string, string>): Response {
  return Response.json(body, { status, headers: { "Cache-Control": "no-store" } });
}
