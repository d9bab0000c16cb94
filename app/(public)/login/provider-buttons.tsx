/** A button for each identity provider. One that is down says so, and holds up none of the others. */
import { Suspense } from "react";
import { ProviderButton } from "@/components/forms/provider-button";
import { sitePath } from "@/lib/http/site-path";
import { isReachable } from "@/lib/sign-in/oidc/protocol/reachable";
import type { Provider } from "@/lib/sign-in/oidc/providers/provider";

export function ProviderButtons({
  providers,
  destination,
}: {
  providers: readonly Provider[];
  destination: string;
}) {
  return (
    <div className="grid gap-3">
      {providers.map((provider) => {
        const { id, label, icon } = provider;
        const button = { label, icon, href: sitePath(startOf(id, destination)) };
        return (
          <Suspense key={id} fallback={<ProviderButton {...button} down={false} />}>
            <LiveButton provider={provider} button={button} />
          </Suspense>
        );
      })}
    </div>
  );
}

/** The path at which a sign-in with a provider begins. */
export function startOf(id: string, destination: string): string {
  return `/api/auth/signin/${id}?callbackUrl=${encodeURIComponent(destination)}`;
}

async function LiveButton({
  provider,
  button,
}: {
  provider: Provider;
  button: { label: string; icon: string; href: string };
}) {
  return <ProviderButton {...button} down={!(await isReachable(provider))} />;
}
