/** Who somebody is at GitHub, which has no ID token: its API says, with organisations and teams. */
import { z } from "zod";
import { githubApi } from "./github-metadata";
import { call } from "./outgoing";
import { ProviderError } from "./provider-error";

const PAGE = 100;
const MOST_PAGES = 5;

const userSchema = z.looseObject({ id: z.int().positive(), login: z.string() });
const emailsSchema = z.array(
  z.object({ email: z.string(), primary: z.boolean(), verified: z.boolean() }),
);
const orgsSchema = z.array(z.object({ login: z.string() }));
const teamsSchema = z.array(
  z.object({ slug: z.string(), organization: z.object({ login: z.string() }) }),
);

/**
 * The person of an access token. The subject is the account's number: names can be given up and
 * taken by others. Groups are `organisation` and `organisation/team`.
 */
export async function readGithubProfile(
  issuer: string,
  accessToken: string,
): Promise<{ subject: string; profile: Record<string, unknown> }> {
  const get = reader(githubApi(issuer), accessToken);
  const [user, emails, orgs, teams] = await Promise.all([
    get("/user", userSchema),
    get("/user/emails", emailsSchema).catch(withoutPermission),
    every(get, "/user/orgs", orgsSchema).catch(withoutPermission),
    every(get, "/user/teams", teamsSchema).catch(withoutPermission),
  ]);
  const email = emails.find(({ primary }) => primary);
  const groups = [
    ...orgs.map(({ login }) => login),
    ...teams.map(({ organization, slug }) => `${organization.login}/${slug}`),
  ];
  const address = { email: email?.email, email_verified: email?.verified ?? false };
  return { subject: String(user.id), profile: { ...user, ...address, groups } };
}

type Get = <S extends z.ZodType>(path: string, schema: S) => Promise<z.output<S>>;

/** Thrown when the token lacks a scope: for something that is not essential, that is borne. */
class NotPermitted extends ProviderError {
  constructor(path: string, status: number) {
    super("provider-refused", `${path}: ${status}`);
  }
}

/** GitHub says 403 for this too; somebody's groups are none the fewer for it. */
function isRateLimited(headers: Headers): boolean {
  return headers.has("retry-after") || headers.get("x-ratelimit-remaining") === "0";
}

function reader(api: string, accessToken: string): Get {
  const headers = { Authorization: `Bearer ${accessToken}`, "X-GitHub-Api-Version": "2022-11-28" };
  return async (path, schema) => {
    const { status, body, headers: answered } = await call(api + path, { headers });
    if (status === 401) throw new ProviderError("provider-refused", `${path}: 401`);
    if (status === 403 && isRateLimited(answered)) {
      const message = `${path}: too many calls for now`;
      throw new ProviderError("provider-unavailable", message, { temporary: true });
    }
    if (status === 403 || status === 404) throw new NotPermitted(path, status);
    const result = schema.safeParse(body);
    if (status !== 200 || !result.success) {
      throw new ProviderError("provider-unavailable", `${path}: an odd answer (${status})`);
    }
    return result.data;
  };
}

async function every<T>(get: Get, path: string, schema: z.ZodType<T[]>): Promise<T[]> {
  const all: T[] = [];
  for (let page = 1; page <= MOST_PAGES; page++) {
    const items = await get(`${path}?per_page=${PAGE}&page=${page}`, schema);
    all.push(...items);
    if (items.length < PAGE) break;
  }
  return all;
}

function withoutPermission(error: unknown): [] {
  if (error instanceof NotPermitted) return [];
  throw error;
}
