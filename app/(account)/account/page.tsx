/** One's own account: who one is here, with what groups, and where one is signed in. */
import type { Metadata } from "next";
import { failureMessage } from "@/app/(public)/login/failure-messages";
import { ActionForm } from "@/components/forms/action-form";
import { PageHeading } from "@/components/nav/page-heading";
import { Card, CardHeader } from "@/components/ui/card";
import { DescriptionList } from "@/components/ui/description-list";
import { TimeStamp } from "@/components/ui/time-stamp";
import type { Viewer } from "@/lib/access/policy";
import { type SessionSummary, sessionsOf } from "@/lib/db/sessions";
import { guardedPage, type SearchParams } from "@/lib/guards/page-guard";
import { sessionLifetimes } from "@/lib/session/session";
import { viaOf } from "@/lib/sign-in/oidc/providers/provider";
import { providers } from "@/lib/sign-in/oidc/providers/providers";
import { signOutOthers } from "./actions";
import { Person } from "./person";
import { Providers } from "./providers";
import { SessionList } from "./session-list";

export const metadata: Metadata = { title: "Account" };

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

export default guardedPage({ signedIn: true }, async ({ viewer, searchParams }) => {
  const now = new Date();
  const sessions = (await sessionsOf(viewer.userId, now)).filter((s) => inUse(s, now));
  const own = sessions.find(({ id }) => id === viewer.session.id);
  const others = sessions.filter((session) => session !== own);
  return (
    <>
      <PageHeading title="Account" note="Who you are here, and where you are signed in." />
      <div className="mt-6 grid gap-5">
        <Person viewer={viewer} accountId={own?.accountId ?? null} />
        <Providers
          viewer={viewer}
          failure={failureOf(searchParams)}
          linked={"linked" in searchParams}
        />
        <ThisSession viewer={viewer} persistent={own?.persistent ?? false} />
        <Card aria-labelledby="others">
          <CardHeader
            id="others"
            title="Other browsers"
            note="Where else you are signed in. If one is not yours, sign it out and tell an administrator."
          />
          <ActionForm
            action={signOutOthers}
            label="Sign out other browsers"
            busyLabel="Signing out…"
            offered={others.length > 0}
          >
            <SessionList sessions={others} />
          </ActionForm>
        </Card>
      </div>
    </>
  );
});

function ThisSession({ viewer, persistent }: { viewer: Viewer; persistent: boolean }) {
  const { method, signedInAt, expiresAt } = viewer.session;
  return (
    <Card aria-labelledby="session">
      <CardHeader id="session" title="This session" />
      <DescriptionList
        facts={[
          ["Signed in", <TimeStamp key="from" at={signedInAt.toISOString()} />],
          ["With", methodName(method)],
          [
            "Ends",
            <span key="to">
              <TimeStamp at={expiresAt.toISOString()} />, or after{" "}
              {persistent
                ? `${sessionLifetimes.persistent.idle / DAY} days`
                : `${sessionLifetimes.ordinary.idle / MINUTE} minutes`}{" "}
              without use
            </span>,
          ],
        ]}
      />
    </Card>
  );
}

function methodName(method: string): string {
  if (method === "password") return "A password";
  return providers().find((provider) => viaOf(provider) === method)?.label ?? method;
}

/** Why a provider could not be linked, in words. */
function failureOf({ error, provider }: SearchParams): string | null {
  if (typeof error !== "string") return null;
  const label = providers().find(({ id }) => id === provider)?.label;
  return failureMessage(error, label);
}

function inUse({ persistent, lastUsedAt }: SessionSummary, now: Date): boolean {
  const { idle } = persistent ? sessionLifetimes.persistent : sessionLifetimes.ordinary;
  return now.getTime() - lastUsedAt.getTime() < idle;
}
