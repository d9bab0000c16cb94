/** What one can do to one's own account. */
"use server";
import { revalidatePath } from "next/cache";
import { z } from "zod";
import { audited } from "@/lib/audit/audit";
import { removeSessionsOf } from "@/lib/db/sessions";
import { guardedAction } from "@/lib/guards/action-guard";
import { requestContext } from "@/lib/http/request-context";

/** Ends every session of one's own but the one that asks. */
export const signOutOthers = guardedAction(z.object({}), { signedIn: true }, async (viewer) => {
  await audited(async (tx, record) => {
    await removeSessionsOf(tx, viewer.userId, viewer.session.id);
    await record({
      action: "session.others-ended",
      outcome: "success",
      actor: viewer.username,
      subject: viewer.username,
      via: "web",
      ip: requestContext().address,
    });
  });
  revalidatePath("/account");
  return { ok: true, message: "All other browsers are signed out." };
});
