/** Entra's groups: a token names up to 200; beyond that it points to Microsoft Graph instead. */
import { z } from "zod";
import { call, objectOf } from "./outgoing";
import { ProviderError } from "./provider-error";

const schema = z.object({ value: z.array(z.string()) });

/** National clouds have a Graph of their own. */
const graphs: Record<string, string> = {
  "login.microsoftonline.us": "https://graph.microsoft.us",
  "login.partner.microsoftonline.cn": "https://microsoftgraph.chinacloudapi.cn",
};

/** Whether the token says that its groups are elsewhere. */
export function hasGroupsElsewhere(profile: Record<string, unknown>): boolean {
  return "groups" in objectOf(profile._claim_names) || profile.hasgroups === true;
}

/**
 * Ids of all groups of the token's person, those of groups within groups too. Needs the scope
 * User.Read. The address is ours, never the token's. Throws `provider-unavailable`.
 */
export async function readGraphGroups(issuer: string, accessToken: string): Promise<string[]> {
  const { status, body } = await call(`${graphOf(issuer)}/v1.0/me/getMemberObjects`, {
    method: "POST",
    headers: { Authorization: `Bearer ${accessToken}`, "Content-Type": "application/json" },
    body: JSON.stringify({ securityEnabledOnly: false }),
  });
  const result = schema.safeParse(body);
  if (status === 200 && result.success) return result.data.value;
  throw new ProviderError("provider-unavailable", `Microsoft Graph: ${status}`);
}

function graphOf(issuer: string): string {
  const { hostname, origin, protocol } = new URL(issuer);
  // A stand-in on this machine is its own Graph.
  if (protocol === "http:") return origin;
  return graphs[hostname] ?? "https://graph.microsoft.com";
}
