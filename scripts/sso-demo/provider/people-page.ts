/** The page on which the local provider's people are given groups and lose them. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { html, page } from "./page";
import type { People, SamplePerson } from "./people";
import { sendPage } from "./request";

/** Answers `/people`: GET shows everybody, POST saves the groups of one person. */
export async function answerPeoplePage(
  { people, issuer }: { people: People; issuer: string },
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.method !== "POST") return sendPage(response, 200, peoplePage(people));
  const form = new URLSearchParams(await text(request));
  const person = people.get(form.get("sub") ?? "");
  // No page elsewhere may change who is in what group here, not even in a try-out.
  if (!person || request.headers.origin !== issuer)
    return sendPage(response, 400, page("This can’t be done", html``));
  person.groups = form.getAll("group");
  response.writeHead(303, { Location: "/people" }).end();
}

function peoplePage(people: People): string {
  const known = ["analysts", "finance", "admins"];
  return page(
    "People of the local provider",
    html`<p>What you change here reaches Foyer when it reads groups again.</p>
${[...people.values()].map((person) => formOf(person, known))}`,
  );
}

function formOf({ sub, name, groups }: SamplePerson, known: readonly string[]) {
  return html`<form method="post">
<input type="hidden" name="sub" value="${sub}">
<fieldset>
<legend>${name}</legend>
${known.map(
  (group) =>
    html`<label><input type="checkbox" name="group" value="${group}"${groups.includes(group) ? " checked" : ""}> ${group}</label>`,
)}
<button aria-label="Save ${name}">Save</button>
</fieldset>
</form>`;
}
