/** What one can do to one's own account. */
"use server";
import { revalidatePath } from "next/cache";
import { z } from "zod";
import { guardedAction } from "@/lib/auth/guard-action";
import { transaction } from "@/lib/db/client";
import { removeSessionsOf } from "@/lib/db/sessions";

/** Ends every session of one's own but the one that asks. */
export const signOutOthers = guardedAction(z.object({}), { signedIn: true }, async (viewer) => {
  await transaction((tx) => removeSessionsOf(tx, viewer.userId, viewer.session.id));
  revalidatePath("/account");
  return { ok: true, message: "All other browsers are signed out." };
});
