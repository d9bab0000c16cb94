/** What one can do to one's own account. */
"use server";
import { revalidatePath } from "next/cache";
import { z } from "zod";
import { guardedAction } from "@/lib/guards/action-guard";
import { requestContext } from "@/lib/http/request-context";
import { endOtherSessions } from "@/lib/session/session-changes";

/** Ends every session of one's own but the one that asks. */
export const signOutOthers = guardedAction(z.object({}), { signedIn: true }, async (viewer) => {
  const by = { via: "web", ip: requestContext().address };
  await endOtherSessions(viewer, viewer.session.id, by);
  revalidatePath("/account");
  return { ok: true, message: "All other browsers are signed out." };
});
