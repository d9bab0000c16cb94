/** Levers for tests: `POST /control` with a JSON body, from this machine only. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import type { ClientMetadata } from "oidc-provider";
import type { Outage } from "./outage";
import type { SamplePerson } from "./people";
import type { LocalProvider } from "./provider";
import { sendJson } from "./request";

/** What a test may ask for. */
export type Command =
  | { do: "client"; client: ClientMetadata }
  | { do: "person"; sub: string; change: Partial<SamplePerson> }
  | { do: "forget-person"; sub: string }
  | { do: "rotate-keys"; keepOld: boolean }
  /** Takes all of a person's tokens and grants back, as an administrator there would. */
  | { do: "revoke"; sub: string }
  /** Ends a person's sessions at the provider, which tells the clients by back channel. */
  | { do: "end-sessions"; sub: string }
  | { do: "outage"; outage: Outage }
  | { do: "logout-tokens" };

/** Answers one command, `{}` or what was asked for. */
export function controlOf(provider: LocalProvider) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const loopback = /^(127\.|::1$|::ffff:127\.)/.test(request.socket.remoteAddress ?? "");
    // Browsers name the page that sends; tests are no page.
    if (!loopback || request.method !== "POST" || request.headers.origin)
      return sendJson(response, 403, {});
    const command = JSON.parse(await text(request)) as Command;
    sendJson(response, 200, (await run(provider, command)) ?? {});
  };
}

async function run(provider: LocalProvider, command: Command): Promise<unknown> {
  switch (command.do) {
    case "client":
      return provider.setClient(command.client);
    case "person": {
      const person = provider.people.get(command.sub);
      provider.people.set(command.sub, { ...person, ...command.change } as SamplePerson);
      return;
    }
    case "forget-person":
      provider.people.delete(command.sub);
      return;
    case "rotate-keys":
      return provider.rotateKeys(command.keepOld);
    case "revoke":
      return provider.store.forget(["Grant", "RefreshToken", "AccessToken"], command.sub);
    case "end-sessions":
      return endSessions(provider, command.sub);
    case "outage":
      provider.outage = command.outage;
      return;
    case "logout-tokens":
      return provider.logoutTokens;
  }
}

/** Ends all sessions of a person; gives what each client's back channel answered. */
async function endSessions({ engine, store }: LocalProvider, sub: string): Promise<string[]> {
  const answers: string[] = [];
  for (const row of store.all("Session").filter(({ accountId }) => accountId === sub)) {
    for (const [clientId, { sid }] of Object.entries(row.authorizations ?? {})) {
      const client = await engine.Client.find(clientId);
      if (!client?.backchannelLogoutUri) continue;
      // The published types know clients only as what was registered.
      const { backchannelLogout } = client as typeof client & BackchannelLogout;
      const answer = await backchannelLogout.call(client, sub, sid).then(
        () => "ok",
        (error: Error) => error.message,
      );
      answers.push(answer);
    }
  }
  store.forget(["Session"], sub);
  return answers;
}

interface BackchannelLogout {
  backchannelLogout: (sub: string, sid?: string) => Promise<unknown>;
}
