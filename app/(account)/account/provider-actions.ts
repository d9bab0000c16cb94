/** Linking identity providers to one's own account, and unlinking them. */
"use server";
import { revalidatePath } from "next/cache";
import { z } from "zod";
import { AppError } from "@/lib/errors/app-error";
import { guardedAction } from "@/lib/guards/action-guard";
import { requestContext } from "@/lib/http/request-context";
import { sitePath } from "@/lib/http/site-path";
import { accountsOf, unlinkAccount } from "@/lib/people/accounts";
import { beginIntent } from "@/lib/sign-in/core/intents";
import { providerOf, providers } from "@/lib/sign-in/oidc/providers/providers";
import { hasUsablePassword, provePassword } from "@/lib/sign-in/password/prove-password";

const linking = z.object({ provider: z.string(), password: z.string().max(1024).optional() });

/**
 * Begins to link a provider, once the person has proved anew who they are: by password, or by
 * signing in again at a provider that is linked already. The account itself is linked on a second
 * click: link/actions.ts.
 */
export const linkProvider = guardedAction(linking, { signedIn: true }, async (viewer, input) => {
  const wanted = providerOf(input.provider);
  if (!wanted) throw new AppError("not-found");
  const byPassword = await hasUsablePassword(viewer);
  if (byPassword) await provePassword(viewer, input.password ?? "", "account.linked");
  const linked = await accountsOf(viewer.userId);
  const proof = providers().find(({ id }) => linked.some(({ provider }) => provider === id));
  if (!byPassword && !proof) throw new AppError("forbidden");
  const sessionId = viewer.session.id;
  const intent =
    byPassword || !proof
      ? { sessionId, kind: "link", provider: wanted.id, linkNext: null }
      : { sessionId, kind: "prove", provider: proof.id, linkNext: wanted.id };
  return { ok: true, message: "One more step.", next: sitePath(await beginIntent(intent)) };
});

/** Unlinks an account, unless it is the last way in. */
export const unlinkProvider = guardedAction(
  z.object({ account: z.string() }),
  { signedIn: true },
  async (viewer, { account }) => {
    const { userId, username, session } = viewer;
    const by = { actor: username, via: "web", ip: requestContext().address };
    const person = { userId, username, sessionId: session.id };
    const waysIn = {
      password: await hasUsablePassword(viewer),
      providers: providers().map(({ id }) => id),
    };
    const done = await unlinkAccount(person, account, waysIn, by);
    revalidatePath("/account");
    if (done) return { ok: true, message: "Unlinked." };
    return { ok: false, message: "This is your only way in, so it stays." };
  },
);
