/** The identity providers by which one can sign in, and those that could be linked. */
import { ProviderIcon } from "@/components/forms/provider-button";
import { Alert } from "@/components/ui/alert";
import { Card, CardHeader } from "@/components/ui/card";
import type { Viewer } from "@/lib/access/policy";
import { type AccountSummary, accountsOf } from "@/lib/people/accounts";
import type { Provider } from "@/lib/sign-in/oidc/providers/provider";
import { providers } from "@/lib/sign-in/oidc/providers/providers";
import { hasUsablePassword } from "@/lib/sign-in/password/prove-password";
import { LinkForm } from "./link-form";
import { UnlinkForm } from "./unlink-form";

/** Nothing at all where no provider is configured. `failure` and `linked` are how a link went. */
export async function Providers({
  viewer,
  failure,
  linked,
}: {
  viewer: Viewer;
  failure: string | null;
  linked: boolean;
}) {
  const configured = providers();
  const accounts = await accountsOf(viewer.userId);
  if (configured.length + accounts.length === 0) return null;
  const withPassword = await hasUsablePassword(viewer);
  const isUsable = ({ provider }: AccountSummary) => configured.some(({ id }) => id === provider);
  const open = configured.filter(({ id }) => !accounts.some(({ provider }) => provider === id));
  const proof = configured.find((provider) => !open.includes(provider));
  const canProve = withPassword || proof !== undefined;
  const note = withPassword ? null : `You sign in at ${proof?.label} once more first.`;
  return (
    <Card aria-labelledby="providers">
      <CardHeader
        id="providers"
        title="Single sign-on"
        note="Accounts elsewhere with which you can sign in here."
      />
      {failure ? (
        <Alert kind="failure" className="mx-5 mb-4">
          {failure}
        </Alert>
      ) : null}
      {linked ? (
        <Alert kind="success" className="mx-5 mb-4">
          The account is linked.
        </Alert>
      ) : null}
      <ul className="border-line border-t">
        {accounts.map((account) => (
          <Linked
            key={account.id}
            account={account}
            providers={configured}
            onlyWayIn={!withPassword && !accounts.some((one) => one !== account && isUsable(one))}
          />
        ))}
        {(canProve ? open : []).map(({ id, label, icon }) => (
          <li
            key={id}
            className="grid gap-3 border-line px-5 py-3 not-last:border-b sm:grid-cols-[1fr_20rem]"
          >
            <Name icon={icon} label={label} />
            <LinkForm provider={id} label={label} withPassword={withPassword} note={note} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Linked({
  account,
  providers,
  onlyWayIn,
}: {
  account: AccountSummary;
  providers: readonly Provider[];
  onlyWayIn: boolean;
}) {
  const provider = providers.find(({ id }) => id === account.provider);
  const label = provider?.label ?? account.provider;
  return (
    <li className="flex items-center gap-4 border-line px-5 py-3 not-last:border-b">
      <div className="min-w-0 flex-1">
        <Name icon={provider?.icon ?? "key"} label={label} />
        <p className="truncate text-muted text-sm">{account.label}</p>
      </div>
      {onlyWayIn ? (
        <p className="max-w-44 text-right text-muted text-sm">
          Your only way in, so it can’t be unlinked
        </p>
      ) : (
        <UnlinkForm account={account.id} label={label} />
      )}
    </li>
  );
}

function Name({ icon, label }: { icon: string; label: string }) {
  return (
    <span className="flex items-center gap-2.5 self-start font-medium">
      <ProviderIcon icon={icon} />
      {label}
    </span>
  );
}
