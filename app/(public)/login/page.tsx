/** Sign-in. Somebody who is signed in already is shown the way on instead. */
import type { Metadata } from "next";
import { cookies } from "next/headers";
import { SignInForm } from "@/components/forms/sign-in-form";
import { CardPage } from "@/components/nav/card-page";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { flashCookie } from "@/lib/auth/cookies";
import { publicPage, type SearchParams } from "@/lib/auth/guard";
import { env } from "@/lib/env";
import { returnPath } from "@/lib/http/return-path";
import { failureWords } from "./failure-words";

export const metadata: Metadata = { title: "Sign in" };

export default publicPage({ public: true }, async ({ viewer, searchParams }) => {
  const destination = returnPath(one(searchParams, "callbackUrl"), env().origins);
  if (viewer.signedIn) return <SignedIn username={viewer.username} destination={destination} />;
  const failure = failureWords(one(searchParams, "error"), one(searchParams, "retryAfter"));
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
      <SignInForm callbackUrl={destination} username={typed ?? ""} failure={failure} />
      {env().sampleData ? (
        <p className="mt-5 border-line border-t pt-4 text-muted text-sm">
          The sample users’ passwords were printed where Foyer was started.
        </p>
      ) : null}
    </CardPage>
  );
});

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
        <form method="post" action="/logout">
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
