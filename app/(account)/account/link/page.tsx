/** Whose account came back from a provider: nothing is linked before somebody has seen this. */
import type { Metadata } from "next";
import { CardPage } from "@/components/nav/card-page";
import { Button } from "@/components/ui/button";
import { guardedPage } from "@/lib/guards/page-guard";
import { sitePath } from "@/lib/http/site-path";
import { findPendingLink, type PendingLink } from "@/lib/sign-in/core/pending-link";
import { providerOf } from "@/lib/sign-in/oidc/providers/providers";
import { ConfirmForm } from "./confirm-form";

export const metadata: Metadata = { title: "Link an account" };

export default guardedPage({ signedIn: true }, async ({ viewer, searchParams }) => {
  const { intent } = searchParams;
  const token = typeof intent === "string" ? intent : "";
  const pending = await findPendingLink(viewer, token);
  const provider = providerOf(pending?.account.provider);
  if (!pending || !provider) return <NothingToLink />;
  const { label, signsInAnew } = provider;
  return (
    <CardPage title="Link this account?">
      <div className="grid gap-5">
        <p>
          {signsInAnew ? "You have just signed in" : "You came back from"}{" "}
          {signsInAnew ? `at ${label} as` : `${label} with this account`}:
        </p>
        <Whose pending={pending} label={label} />
        {signsInAnew ? null : (
          <p className="font-medium">
            {label} can’t be asked to have you sign in anew. Make sure that this is your account,
            not that of somebody who used this browser before.
          </p>
        )}
        <p className="text-muted text-sm">
          Whoever can sign in to it can then sign in here as{" "}
          <strong className="font-semibold text-ink">{viewer.username}</strong>, and its groups
          become yours here. Link it only if it is your own.
        </p>
        <ConfirmForm intent={token} />
      </div>
    </CardPage>
  );
});

function Whose({ pending, label }: { pending: PendingLink; label: string }) {
  const { account, username, name, email, trusted } = pending;
  const shown = [
    ["Name", name],
    ["Username", username === email ? null : username],
    ["Email", email],
  ].filter((fact): fact is [string, string] => Boolean(fact[1]));
  const facts = shown.length > 0 ? shown : [["Account", account.label] as const];
  return (
    <dl className="grid gap-2 rounded-md border border-line p-4">
      {facts.map(([term, value]) => (
        <div key={term} className="grid grid-cols-[5.5rem_1fr] gap-3">
          <dt className="text-muted">{term}</dt>
          <dd className="min-w-0 break-words font-medium">
            <bdi>{value}</bdi>
            {term === "Email" ? (
              <span className="block font-normal text-muted text-sm">
                {trusted ? `${label} has verified it.` : `${label} has not verified it.`}
              </span>
            ) : null}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function NothingToLink() {
  return (
    <CardPage title="Nothing waits to be linked">
      <p className="text-center text-muted">
        It was linked or cancelled already, took longer than 10 minutes, or was begun in another
        session.
      </p>
      <Button asChild variant="primary" size="lg" className="mt-5 w-full">
        <a href={sitePath("/account")}>Back to your account</a>
      </Button>
    </CardPage>
  );
}
