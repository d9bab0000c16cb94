/** Sign-in. Somebody who is signed in already is shown the way on instead. */
import type { Metadata } from "next";
import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { SignInForm } from "@/components/forms/sign-in-form";
import { CardPage } from "@/components/nav/card-page";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { env } from "@/lib/config/env";
import { publicPage, type SearchParams } from "@/lib/guards/page-guard";
import { returnPath } from "@/lib/http/return-path";
import { pathWithinSite, sitePath } from "@/lib/http/site-path";
import { flashCookie } from "@/lib/session/cookies";
import { providerOf, providers } from "@/lib/sign-in/oidc/providers/providers";
import { offersEmergencyAccess } from "@/lib/sign-in/password/emergency-access";
import { failureMessage } from "./failure-messages";
import { ProviderButtons, startOf } from "./provider-buttons";

export const metadata: Metadata = { title: "Sign in" };

export default publicPage({ public: true }, async ({ viewer, searchParams }) => {
  const destination = returnPath(one(searchParams, "callbackUrl"), env().origins);
  // Another tab was quicker, or a second click on the way back from a provider: nothing is amiss.
  if (viewer.signedIn && one(searchParams, "error") === "sign-in-expired") {
    redirect(pathWithinSite(destination) ?? "/");
  }
  if (viewer.signedIn) return <SignedIn username={viewer.username} destination={destination} />;
  const { passwordSignIn, sampleData } = env();
  const configured = providers();
  const [only] = configured;
  const arrived = ["error", "signedOut", "emergency", "welcome"].some(
    (name) => name in searchParams,
  );
  if (!passwordSignIn && configured.length === 1 && only && !arrived)
    redirect(startOf(only.id, destination));
  const provider = providerOf(one(searchParams, "provider"));
  const failure = failureMessage(one(searchParams, "error"), provider?.label);
  const emergency = !passwordSignIn && "emergency" in searchParams;
  const withForm = passwordSignIn || emergency;
  const aboveForm = failure !== null && (provider !== undefined || !withForm);
  const typed = failure ? (await cookies()).get(flashCookie().name)?.value : undefined;
  return (
    <CardPage title="Sign in to Foyer">
      {searchParams.signedOut !== undefined && !failure ? (
        <Alert kind="success" className="mb-4">
          You have signed out.
        </Alert>
      ) : null}
      {searchParams.welcome !== undefined && !failure ? (
        <Alert kind="success" className="mb-4">
          The first administrator is made. Sign in with the name and password you chose.
        </Alert>
      ) : null}
      {aboveForm ? (
        <Alert kind="failure" className="mb-4">
          {failure}
        </Alert>
      ) : null}
      {withForm ? (
        <SignInForm
          callbackUrl={destination}
          username={typed ?? ""}
          failure={aboveForm ? null : failure}
          emergency={emergency}
        />
      ) : null}
      {withForm && configured.length > 0 ? <Or /> : null}
      <ProviderButtons providers={configured} destination={destination} />
      {passwordSignIn || emergency || !(await offersEmergencyAccess()) ? null : (
        <p className="mt-5 text-center text-sm">
          <a href={sitePath("/login?emergency")} className="text-muted hover:text-ink">
            Emergency access
          </a>
        </p>
      )}
      {sampleData && passwordSignIn ? (
        <p className="mt-5 border-line border-t pt-4 text-muted text-sm">
          The sample users’ passwords were printed where Foyer was started.
        </p>
      ) : null}
    </CardPage>
  );
});

function Or() {
  return (
    <p className="my-4 flex items-center gap-3 text-muted text-sm before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
      or
    </p>
  );
}

function SignedIn({ username, destination }: { username: string; destination: string }) {
  return (
    <CardPage title="You are signed in already">
      <p className="text-center text-muted">
        You are <strong className="font-semibold text-ink">{username}</strong> in this browser.
      </p>
      <div className="mt-5 grid gap-3">
        <Button asChild variant="primary" size="lg">
          <a href={destination}>Continue</a>
        </Button>
        <form method="post" action={sitePath("/logout")}>
          <Button type="submit" size="lg" className="w-full">
            Use another account
          </Button>
        </form>
      </div>
    </CardPage>
  );
}

function one(params: SearchParams, name: string): string | undefined {
  const value = params[name];
  return Array.isArray(value) ? value[0] : value;
}
