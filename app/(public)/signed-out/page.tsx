/** Signed out here, but not at the provider, which does not answer: what is over and what to do. */
import type { Metadata } from "next";
import { CardPage } from "@/components/nav/card-page";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { publicPage } from "@/lib/guards/page-guard";
import { sitePath } from "@/lib/http/site-path";
import type { Provider } from "@/lib/sign-in/oidc/providers/provider";
import { signOutProvider } from "@/lib/sign-in/oidc/sign-out/sign-out-providers";

export const metadata: Metadata = { title: "Signed out here" };

export default publicPage({ public: true }, ({ viewer, searchParams }) => {
  const { provider: id } = searchParams;
  const provider = signOutProvider(typeof id === "string" ? id : null);
  const signedIn = viewer.signedIn;
  return (
    <CardPage title={signedIn ? "You are signed in" : "You have signed out here"}>
      {signedIn ? null : (
        <Alert kind="success">Your session with Foyer in this browser is over.</Alert>
      )}
      {provider && !signedIn ? <StillThere provider={provider} /> : null}
      <Button asChild size="lg" className="mt-5 w-full">
        {signedIn ? (
          <a href={sitePath("/dashboards")}>Go to the dashboards</a>
        ) : (
          <a href={sitePath("/login")}>Sign in again</a>
        )}
      </Button>
    </CardPage>
  );
});

/** What is not over, and what to do about it: by a form, so that it works without JavaScript. */
function StillThere({ provider: { id, label } }: { provider: Provider }) {
  const again = sitePath(`/logout?provider=${encodeURIComponent(id)}`);
  return (
    <>
      <Alert kind="failure" className="mt-3">
        {label} could not be reached, so you are still signed in there.
      </Alert>
      <p className="mt-4 text-muted">
        Whoever uses this browser next can come in here by way of {label}. If it isn’t yours alone,
        try again in a moment, or sign out at {label} itself.
      </p>
      <form method="post" action={again} className="mt-5 -mb-2">
        <Button type="submit" variant="primary" size="lg" className="w-full">
          Sign out at {label}
        </Button>
      </form>
    </>
  );
}
