/** The second click, which links an account at a provider, and the way back. */
"use server";
import { redirect } from "next/navigation";
import { z } from "zod";
import { guardedAction } from "@/lib/guards/action-guard";
import { confirmLink, dropPendingLink, findPendingLink } from "@/lib/sign-in/core/pending-link";
import { recordSignInError } from "@/lib/sign-in/core/refusal";
import { providerOf } from "@/lib/sign-in/oidc/providers/providers";

const waiting = z.object({ intent: z.string() });

/** Links what came back from the provider; leads to the account page, which says how it went. */
export const confirm = guardedAction(waiting, { signedIn: true }, async (viewer, { intent }) => {
  const pending = await findPendingLink(viewer, intent);
  const provider = providerOf(pending?.account.provider);
  if (!pending || !provider) redirect("/account?error=sign-in-expired");
  try {
    await confirmLink(viewer, intent);
  } catch (error) {
    const { via } = pending;
    const refused = { via, action: "account.linked", username: viewer.username, begunHere: true };
    const code = recordSignInError(error, refused);
    redirect(`/account?${new URLSearchParams({ error: code, provider: provider.id })}`);
  }
  redirect("/account?linked");
});

/** Links nothing, and forgets whose account it was. */
export const cancel = guardedAction(waiting, { signedIn: true }, async (viewer, { intent }) => {
  await dropPendingLink(viewer, intent);
  redirect("/account");
});
