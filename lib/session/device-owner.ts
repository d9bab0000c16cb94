/** Whose device a request comes from: asked for all that wait in one query, whatever they sent. */
import { findDeviceUsers } from "./device-rows";
import { hashToken, isToken } from "./tokens";

interface Batch {
  hashes: Set<string>;
  owners: Promise<Map<string, string>>;
}

/** The batch that is still being filled, and the end of the one before it. */
let next: Batch | undefined;
let before: Promise<unknown> = Promise.resolve();

/** The id of the person who signed in last on the device with this token; null when nobody has. */
export async function deviceOwner(token: string | undefined): Promise<string | null> {
  if (!isToken(token)) return null;
  const hash = hashToken(token);
  next ??= newBatch();
  next.hashes.add(hash);
  return (await next.owners).get(hash) ?? null;
}

function newBatch(): Batch {
  const hashes = new Set<string>();
  const owners = before.then(() => {
    next = undefined;
    return findDeviceUsers([...hashes]);
  });
  before = owners.catch(() => {});
  return { hashes, owners };
}
