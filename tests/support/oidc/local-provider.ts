/** Starts the local provider as a separate process, and pulls its levers. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import type { ClientMetadata } from "oidc-provider";
import { clientOf } from "@/scripts/sso-demo/provider/client";
import type { Command } from "@/scripts/sso-demo/provider/control";
import type { Outage } from "@/scripts/sso-demo/provider/outage";
import type { SamplePerson } from "@/scripts/sso-demo/provider/people";

export interface TestProvider {
  /** Such as `http://127.0.0.1:41234`. */
  issuer: string;
  /** Makes Foyer at this address a client, with its callback, post-logout and back-channel addresses. */
  addClient: (
    foyerUrl: string,
    providerId: string,
    more?: Partial<ClientMetadata>,
  ) => Promise<void>;
  change: (sub: string, change: Partial<SamplePerson>) => Promise<void>;
  forget: (sub: string) => Promise<void>;
  rotateKeys: (keepOld: boolean) => Promise<void>;
  /** Takes back all that the person's clients hold. */
  revoke: (sub: string) => Promise<void>;
  /** Ends the person's sessions there; gives each back channel's answer, `ok` or a message. */
  endSessions: (sub: string) => Promise<string[]>;
  simulateOutage: (outage: Outage) => Promise<void>;
  /** Logout tokens sent so far. */
  logoutTokens: () => Promise<string[]>;
  stop: () => Promise<void>;
}

/** A provider that answers. Its name tells it apart from others on this machine. */
export async function startProvider(name: string, domain = "example.org"): Promise<TestProvider> {
  const script = "scripts/sso-demo/provider/process.ts";
  const child = spawn(
    process.execPath,
    ["--import", "tsx", script, "--control", `--name=${name}`, `--domain=${domain}`],
    { stdio: ["pipe", "pipe", "inherit"] },
  );
  const { issuer } = JSON.parse(await firstLine(child)) as { issuer: string };
  const command = async (body: Command): Promise<unknown> => {
    const answer = await fetch(`${issuer}/control`, { method: "POST", body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`the provider refused ${body.do}: ${await answer.text()}`);
    return answer.json();
  };
  return {
    issuer,
    addClient: async (url, id, more) =>
      void (await command({ do: "client", client: { ...clientOf(url, id), ...more } })),
    change: async (sub, change) => void (await command({ do: "person", sub, change })),
    forget: async (sub) => void (await command({ do: "forget-person", sub })),
    rotateKeys: async (keepOld) => void (await command({ do: "rotate-keys", keepOld })),
    revoke: async (sub) => void (await command({ do: "revoke", sub })),
    endSessions: async (sub) => (await command({ do: "end-sessions", sub })) as string[],
    simulateOutage: async (outage) => void (await command({ do: "outage", outage })),
    logoutTokens: async () => (await command({ do: "logout-tokens" })) as string[],
    stop: async () => {
      if (child.exitCode !== null) return;
      const ended = once(child, "exit");
      child.kill();
      await ended;
    },
  };
}

async function firstLine(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error("the provider has no output");
  const lines = createInterface({ input: child.stdout });
  const ended = once(child, "exit").then(() => {
    throw new Error("the provider ended at once");
  });
  const [line] = (await Promise.race([once(lines, "line"), ended])) as [string];
  return line;
}
