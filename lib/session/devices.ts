/** Devices in which a person has signed in before: other people's failures don't lock them out. */
import { deviceExists, isKnownDevice, rememberDevice } from "./device-rows";
import { hashHandle, isHandle, newHandle } from "./tokens";

/** How long a browser is remembered, in seconds. */
export const DEVICE_AGE_SECONDS = 365 * 24 * 60 * 60;

/** The hash of a device with this handle on which `userId` has signed in before; null if not. */
export async function knownDevice(
  handle: string | undefined,
  userId: string,
): Promise<string | null> {
  if (!isHandle(handle)) return null;
  const hash = hashHandle(handle);
  return (await isKnownDevice(hash, userId)) ? hash : null;
}

/**
 * Notes a sign-in on the device and gives the handle it should carry. A handle we didn't give out
 * isn't taken over: somebody may have planted it.
 */
export async function recogniseDevice(handle: string | undefined, userId: string): Promise<string> {
  const known = isHandle(handle) && (await deviceExists(hashHandle(handle)));
  const kept = known ? handle : newHandle();
  await rememberDevice(hashHandle(kept), userId);
  return kept;
}
