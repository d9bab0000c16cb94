/** A local OpenID provider with a few people: for the try-out of single sign-on, and for its tests. */
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { inspect } from "node:util";
import Provider, { type ClientMetadata, type JWK } from "oidc-provider";
import { terminalLines } from "../../../lib/log/terminal-text.mjs";
import { configuration } from "./configuration";
import { answerInteraction } from "./interactions";
import { newSigningKey } from "./keys";
import { type Outage, simulateOutage } from "./outage";
import { type People, samplePeople } from "./people";
import { answerPeoplePage } from "./people-page";
import { sendJson } from "./request";
import { Store } from "./store";

export interface ProviderOptions {
  /** Tells several providers apart: in cookies, and in people's e-mail addresses. */
  name: string;
  /** 0 takes any free one. */
  port: number;
  /** Domain of people's e-mail addresses. */
  domain?: string;
}

/** One running provider, and the levers by which it can be changed while it runs. */
export class LocalProvider {
  readonly people: People;
  readonly store = new Store();
  readonly clients = new Map<string, ClientMetadata>();
  /** Logout tokens that were sent, oldest first. */
  readonly logoutTokens: string[] = [];
  outage: Outage = { kind: "none" };
  /** What is asked under `/control`, when this is for tests. */
  control: ((request: IncomingMessage, response: ServerResponse) => Promise<void>) | undefined;
  #keys: JWK[] = [newSigningKey()];
  #engine: Provider;

  private constructor(
    readonly issuer: string,
    readonly name: string,
    readonly server: Server,
    domain: string,
  ) {
    this.people = samplePeople(domain);
    this.#engine = this.#build();
  }

  /** Starts a provider on the loopback address. */
  static async start({ name, port, domain = "example.org" }: ProviderOptions) {
    const server = createServer();
    server.listen(port, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    const actual = typeof address === "object" && address ? address.port : port;
    const provider = new LocalProvider(`http://127.0.0.1:${actual}`, name, server, domain);
    server.on("request", (request, response) => {
      provider.#answer(request, response).catch((error: unknown) => {
        console.error(terminalLines(inspect(error)));
        if (!response.headersSent) sendJson(response, 500, { error: "server_error" });
      });
    });
    return provider;
  }

  /** oidc-provider itself. */
  get engine(): Provider {
    return this.#engine;
  }

  /** Signs with a new key from now on; `keepOld` goes on publishing the ones before. */
  rotateKeys(keepOld: boolean): void {
    this.#keys = [newSigningKey(), ...(keepOld ? this.#keys : [])];
    this.#engine = this.#build();
  }

  /** Adds or changes a client. */
  setClient(client: ClientMetadata): void {
    this.clients.set(client.client_id, client);
    this.#engine = this.#build();
  }

  #build(): Provider {
    const { name, people, store } = this;
    const clients = [...this.clients.values()];
    const parts = { name, people, store, clients, keys: this.#keys, fetch: this.#send };
    return new Provider(this.issuer, configuration(parts));
  }

  /** Sends a logout token. oidc-provider's own way refuses addresses on this machine, which ours are. */
  readonly #send: typeof globalThis.fetch = async (url, options = {}) => {
    const token = new URLSearchParams(String(options.body)).get("logout_token");
    if (token) this.logoutTokens.push(token);
    const { method = "GET", headers = {}, body = null } = options;
    return fetch(url, { method, headers, body, signal: AbortSignal.timeout(10_000) });
  };

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = (request.url ?? "/").split("?")[0] ?? "/";
    if (path === "/control" && this.control) return this.control(request, response);
    if (path === "/people") return answerPeoplePage(this, request, response);
    if (await simulateOutage(this.outage, request, response)) return;
    if (path.startsWith("/interaction/"))
      return answerInteraction(this.#engine, this.people, request, response);
    await this.#engine.callback()(request, response);
  }
}
