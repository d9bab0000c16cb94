/** Who one is here: names, address, groups, and why they are as they are. */
import { Card, CardHeader } from "@/components/ui/card";
import { DescriptionList } from "@/components/ui/description-list";
import { TimeStamp } from "@/components/ui/time-stamp";
import { nameKey } from "@/lib/access/name-key";
import type { Viewer } from "@/lib/access/policy";
import { groupSources, type ProviderGroups } from "@/lib/people/group-sources";
import { usernameWanted } from "@/lib/people/users";
import { providerOf } from "@/lib/sign-in/oidc/providers/providers";
import { GroupList } from "./group-list";

/** `accountId` is the account at a provider that began this session, if one did. */
export async function Person({ viewer, accountId }: { viewer: Viewer; accountId: string | null }) {
  const { local, providers } = await groupSources(viewer.userId);
  const wanted = await usernameWanted(viewer.userId);
  const own = providers.find((one) => one.accountId === accountId);
  const lasting = new Set([...local, ...(own?.groups ?? [])].map(nameKey));
  const passing = providers
    .filter((one) => one !== own)
    .map((one) => ({ ...one, groups: one.groups.filter((g) => !lasting.has(nameKey(g))) }))
    .filter(({ groups }) => groups.length > 0);
  return (
    <Card aria-labelledby="person">
      <CardHeader id="person" title="You" />
      <DescriptionList
        facts={[
          ["Username", <Username key="username" name={viewer.username} wanted={wanted} />],
          ["Name", viewer.displayName],
          ["Email", viewer.email],
          ["Groups", <Groups key="groups" groups={viewer.groups} />],
          ...passing.map(
            (one) =>
              [
                `Groups of ${labelOf(one.provider)}`,
                <Passing key={one.accountId} {...one} label={labelOf(one.provider)} />,
              ] as const,
          ),
        ]}
      />
    </Card>
  );
}

/** `wanted` is the name that would have been theirs. */
function Username({ name, wanted }: { name: string; wanted: string | null }) {
  return (
    <div className="grid gap-1.5">
      <span>{name}</span>
      {wanted ? (
        <p className="text-muted text-sm">
          The name {wanted} was taken: somebody else had it here when you first signed in.
        </p>
      ) : null}
    </div>
  );
}

function Groups({ groups }: { groups: readonly string[] }) {
  return groups.length > 0 ? (
    <GroupList groups={groups} />
  ) : (
    <span className="text-muted">None yet. An administrator can give you groups.</span>
  );
}

/** Groups that another way of signing in gives, which count here for a while at most. */
function Passing({ groups, until, label }: ProviderGroups & { label: string }) {
  const now = until !== null && until > new Date();
  return (
    <div className="grid gap-1.5">
      <GroupList groups={groups} />
      <p className="text-muted text-sm">
        {now ? (
          <>
            They count in this session until <TimeStamp at={until.toISOString()} />. To have them
            for longer, sign in with {label}.
          </>
        ) : (
          <>They don’t count in this session. To have them, sign in with {label}.</>
        )}
      </p>
    </div>
  );
}

function labelOf(provider: string): string {
  return providerOf(provider)?.label ?? provider;
}
