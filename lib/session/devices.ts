/** Devices in which a person has signed in before: other people's failures don't lock them out. */
import { deviceExists, isKnownDevice, upsertDevice } from "./device-rows";
import { hashToken, isToken, newToken } from "./tokens";

/** How long a browser is remembered, in seconds. */
export const DEVICE_AGE_SECONDS = 365 * 24 * 60 * 60;

/** The hash of a device with this token on which `userId` has signed in before; null if not. */
export async function knownDevice(
  token: string | undefined,
  userId: string,
): Promise<string | null> {
  if (!isToken(token)) return null;
  const hash = hashToken(token);
  return (await isKnownDevice(hash, userId)) ? hash : null;
}

/**
 * Notes a sign-in on the device and gives the token it should carry. A token we didn't give out
 * isn't taken over: somebody may have planted it.
 */
export async function rememberDevice(token: string | undefined, userId: string): Promise<string> {
  const known = isToken(token) && (await deviceExists(hashToken(token)));
  const kept = known ? token : newToken();
  await upsertDevice(hashToken(kept), userId);
  return kept;
}
