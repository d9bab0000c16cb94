/** The session of the request under way: looked up once, though middleware and guard each decide by it. */
import { requestContext } from "../http/request-context";
import { processState } from "../process/process-state";
import type { SessionRow } from "./find-session";
import { liveSession } from "./session";

type LookUps = Map<string, Promise<SessionRow | null>>;

/** Kept by the request itself, which the server in front made: it ends with it, and no client has a hand in it. */
const lookUps = processState("session look-ups", () => new WeakMap<object, LookUps>());

/** The live session of a token, as it was when this request first asked. Throws as {@link liveSession} does. */
export function sessionOfRequest(token: string | undefined): Promise<SessionRow | null> {
  if (token === undefined) return Promise.resolve(null);
  const request = requestContext();
  const known = lookUps.get(request) ?? new Map();
  lookUps.set(request, known);
  const session = known.get(token) ?? liveSession(token);
  known.set(token, session);
  return session;
}

/** After a change within the request, such as an action's: whoever asks from here on reads it anew. */
export function forgetSessionOfRequest(): void {
  lookUps.delete(requestContext());
}
