/** The provider's own pages on the way of a sign-in: who is it, and may Foyer know. */
import type { IncomingMessage, ServerResponse } from "node:http";
import type Provider from "oidc-provider";
import { html, page } from "./page";
import type { People } from "./people";
import { readFields, sendPage } from "./request";

type Details = Awaited<ReturnType<Provider["interactionDetails"]>>;

/** Answers `/interaction/<uid>`: GET shows the page that is due, POST goes on with its answer. */
export async function answerInteraction(
  provider: Provider,
  people: People,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const details = await provider.interactionDetails(request, response);
  if (request.method !== "POST") {
    const shown = details.prompt.name === "login" ? signInPage(details, people) : consentPage();
    return sendPage(response, 200, shown);
  }
  const fields = await readFields(request);
  const result =
    fields.cancel === undefined
      ? await resultOf(provider, people, details, fields.sub ?? "")
      : { error: "access_denied", error_description: "The person went back." };
  await provider.interactionFinished(request, response, result);
}

async function resultOf(provider: Provider, people: People, details: Details, sub: string) {
  if (details.prompt.name === "login") {
    if (!people.has(sub)) return { error: "access_denied", error_description: "Nobody chosen." };
    return { login: { accountId: sub, remember: true } };
  }
  const known = details.grantId ? await provider.Grant.find(details.grantId) : undefined;
  const accountId = details.session?.accountId ?? "";
  const clientId = String(details.params.client_id);
  const grant = known ?? new provider.Grant({ accountId, clientId });
  grant.addOIDCScope(String(details.params.scope ?? "openid"));
  return { consent: { grantId: await grant.save() } };
}

function signInPage({ params }: Details, people: People): string {
  const hint = params.login_hint;
  return page(
    "Sign in to the local provider",
    html`<p>This provider is for trying things. Choose who you are; there are no passwords.</p>
<form method="post">
${[...people.values()].map(
  ({ sub, name, email, groups }) =>
    html`<button name="sub" value="${sub}">${name}<br><small>${email} · ${groups.join(", ") || "no groups"}</small></button>`,
)}
<button name="cancel" value="1">Cancel</button>
</form>
${hint ? html`<p>Asked for: ${hint}</p>` : ""}`,
  );
}

function consentPage(): string {
  return page(
    "Let Foyer know who you are?",
    html`<p>It asks for your name, e-mail address and groups.</p>
<form method="post">
<button>Allow</button>
<button name="cancel" value="1">Cancel</button>
</form>`,
  );
}
