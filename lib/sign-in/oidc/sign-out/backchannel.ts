/** POST /api/auth/backchannel/<provider>: a provider's server says that somebody signed out there. */

import { recordRefusal } from "../../../audit/refusals";
import { asAppError } from "../../../db/errors";
import { readForm } from "../../../http/form";
import { problem } from "../../../http/problem";
import { requestContext } from "../../../http/request-context";
import { SignInError } from "../../core/sign-in-error";
import { consumeOnce } from "../../core/used-values";
import { objectOf } from "../protocol/outgoing";
import { ProviderError } from "../protocol/provider-error";
import { type Claims, verifyToken } from "../protocol/verify-token";
import type { Provider } from "../providers/provider";
import { endSessionsFrom } from "../sessions/provider-sessions";

const EVENT = "http://schemas.openid.net/event/backchannel-logout";
/** Seconds for which a logout token counts, whatever it says itself. */
const OLDEST = 10 * 60;

const notAForm = { code: "token-invalid", reason: "not a form" };

/**
 * Ends the sessions that the logout token names: 200; 400 when the token is not good, 503 when its
 * keys can't be had.
 */
export async function backchannelLogout(request: Request, provider: Provider): Promise<Response> {
  const by = { actor: null, via: `backchannel:${provider.id}`, ip: requestContext().address };
  try {
    const { logout_token: token = "" } = await readForm(request);
    const { issuer, subject, sid } = await verified(token, provider);
    await endSessionsFrom(issuer, { sid, subject }, by);
    return answer(200, {});
  } catch (error) {
    const failure = error instanceof SignInError ? error : null;
    const known = failure ? null : asAppError(error);
    if (known && known.status >= 500) return problem(known);
    const { code, reason } = failure ?? notAForm;
    const event = { ...by, action: "session.ended", subject: null };
    recordRefusal({ ...event, code, detail: { reason } });
    // Without its keys nothing is known of the token: it may be sent again.
    if (code === "provider-unavailable") return answer(503, { error: "temporarily_unavailable" });
    return answer(400, { error: "invalid_request", error_description: reason });
  }
}

/** OpenID Connect Back-Channel Logout, section 2.6. Throws `token-invalid`. */
async function verified(token: string, provider: Provider) {
  const refuse = (reason: string) => new ProviderError("token-invalid", reason);
  if (token === "" || provider.api) throw refuse("there is no logout token");
  const { claims } = await verifyToken(token, provider, {
    required: ["jti", "events"],
    from: "anybody",
    maxAge: OLDEST,
    typ: "logout+jwt",
  });
  const { iat = 0, jti, exp = 0 } = claims;
  if (!(EVENT in objectOf(claims.events))) throw refuse("events: not a sign-out");
  if ("nonce" in claims) throw refuse("nonce: an ID token, not a logout token");
  const [subject, sid] = [nameIn(claims, "sub"), nameIn(claims, "sid")];
  if (subject === undefined && sid === undefined) throw refuse("neither sub nor sid");
  if (typeof jti !== "string" || jti === "") throw refuse("jti: missing");
  const until = new Date((Math.max(exp, iat + OLDEST) + 60) * 1000);
  const fresh = await consumeOnce("logout", JSON.stringify([claims.iss, jti]), until);
  if (!fresh) throw refuse("jti: used before");
  return { issuer: String(claims.iss), subject, sid };
}

/** A claim that names somebody or something, if it is there at all: what it is not must not widen it. */
function nameIn(claims: Claims, claim: "sub" | "sid"): string | undefined {
  const name = claims[claim];
  if (name === undefined || (typeof name === "string" && name !== "")) return name;
  throw new ProviderError("token-invalid", `${claim}: not a name`);
}

function answer(status: number, body: Record<string, string>): Response {
  return Response.json(body, { status, headers: { "Cache-Control": "no-store" } });
}
