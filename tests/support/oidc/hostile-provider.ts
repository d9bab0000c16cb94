/** A provider that can be told to do every wrong thing. It asks nobody: each sign-in succeeds at once. */
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server } from "node:http";
import { text } from "node:stream/consumers";
import type { JWK, JWTPayload } from "jose";
import { type Outage, simulateOutage } from "@/scripts/sso-demo/provider/outage";
import { newKey, properly, published, type Signer, type SigningKey } from "./hostile-tokens";

export const HOSTILE_SECRET = "the client's secret at the hostile provider";

export interface Behaviour {
  /** Who signs in: claims of the ID token and userinfo. */
  person: Record<string, unknown>;
  /** Changes the ID token's claims; a claim set to undefined is left out. */
  claims: (honest: JWTPayload) => JWTPayload;
  sign: Signer;
  /** Changes what the userinfo endpoint says. */
  userinfo: (honest: Record<string, unknown>) => Record<string, unknown>;
  userinfoStatus: number;
  /** Changes the parameters with which the browser comes back. */
  callback: (honest: Record<string, string | undefined>) => Record<string, string | undefined>;
  /** Changes the token endpoint's answer. */
  tokens: (honest: Record<string, unknown>) => Record<string, unknown>;
  /** Status and headers of the token endpoint's answer. */
  tokenStatus: number;
  tokenHeaders: Record<string, string>;
  /** Changes what the provider says of itself. */
  metadata: (honest: Record<string, unknown>) => Record<string, unknown>;
  /** Changes the published keys. */
  keys: (honest: JWK[]) => JWK[];
}

const honest: Behaviour = {
  person: { sub: "eve", preferred_username: "eve", name: "Eve", email: "eve@evil.example" },
  claims: (claims) => claims,
  sign: properly,
  userinfo: (claims) => claims,
  userinfoStatus: 200,
  callback: (parameters) => parameters,
  tokens: (answer) => answer,
  tokenStatus: 200,
  tokenHeaders: {},
  metadata: (honest) => honest,
  keys: (keys) => keys,
};

export class HostileProvider {
  behaviour: Behaviour = honest;
  outage: Outage = { kind: "none" };
  /** What the authorization endpoint was last asked. */
  lastRequest = new URLSearchParams();
  /** What the token endpoint was sent, oldest first. */
  readonly grants: URLSearchParams[] = [];
  /** The `Authorization` header of the last call of the token endpoint. */
  authorization: string | undefined;
  readonly #asked: string[] = [];
  readonly #codes = new Map<string, { nonce: string | null }>();

  private constructor(
    readonly issuer: string,
    readonly server: Server,
    public key: SigningKey,
  ) {}

  static async start(): Promise<HostileProvider> {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    if (address === null || typeof address === "string") throw new Error("no port");
    const provider = new HostileProvider(
      `http://127.0.0.1:${address.port}`,
      server,
      await newKey(),
    );
    server.on("request", async (request, response) => {
      provider.#asked.push(request.url ?? "/");
      if (await simulateOutage(provider.outage, request, response)) return;
      const answer = await provider.#answer(request);
      response.writeHead(answer.status ?? 200, {
        "Content-Type": "application/json",
        ...(answer.location ? { Location: answer.location } : {}),
        ...answer.headers,
      });
      response.end(JSON.stringify(answer.body ?? {}));
    });
    return provider;
  }

  /** How often a path has been asked for. */
  asked(path: string): number {
    return this.#asked.filter((url) => url.startsWith(path)).length;
  }

  /** Behaves wrongly in these respects only, until told otherwise. */
  behave(change: Partial<Behaviour> = {}): void {
    this.behaviour = { ...honest, ...change };
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, "close");
  }

  /** A logout token of this provider, changed as wished. */
  logoutToken(change: JWTPayload, sign: Signer = properly): Promise<string> {
    const now = Math.floor(Date.now() / 1000);
    const claims = {
      iss: this.issuer,
      aud: "foyer",
      iat: now,
      exp: now + 120,
      jti: randomUUID(),
      events: { "http://schemas.openid.net/event/backchannel-logout": {} },
    };
    return sign({ ...claims, ...change }, this.key);
  }

  async #answer(request: IncomingMessage): Promise<Answer> {
    const { pathname, searchParams } = new URL(request.url ?? "/", this.issuer);
    const { behaviour, key } = this;
    switch (pathname) {
      case "/.well-known/openid-configuration":
        return { body: behaviour.metadata(this.#metadata()) };
      case "/jwks":
        return { body: { keys: behaviour.keys([await published(key)]) } };
      case "/auth":
        return { status: 303, location: this.#callback(searchParams) };
      case "/token":
        this.authorization = request.headers.authorization;
        return this.#tokens(new URLSearchParams(await text(request)));
      case "/me":
        return {
          status: behaviour.userinfoStatus,
          body: behaviour.userinfo(behaviour.person),
        };
      default:
        return { status: 404 };
    }
  }

  #metadata() {
    const at = (path: string) => this.issuer + path;
    return {
      issuer: this.issuer,
      authorization_endpoint: at("/auth"),
      token_endpoint: at("/token"),
      userinfo_endpoint: at("/me"),
      jwks_uri: at("/jwks"),
      end_session_endpoint: at("/end"),
      response_types_supported: ["code"],
      subject_types_supported: ["public"],
      id_token_signing_alg_values_supported: ["RS256", "HS256", "none"],
      token_endpoint_auth_methods_supported: ["client_secret_post", "client_secret_basic"],
    };
  }

  #callback(asked: URLSearchParams): string {
    this.lastRequest = asked;
    const code = randomUUID();
    this.#codes.set(code, { nonce: asked.get("nonce") });
    const parameters = this.behaviour.callback({ code, state: asked.get("state") ?? undefined });
    const url = new URL(asked.get("redirect_uri") ?? "");
    for (const [name, value] of Object.entries(parameters)) {
      if (value !== undefined) url.searchParams.set(name, value);
    }
    return url.href;
  }

  /** Codes are good for ever here: that they are not used twice is for the other side to see to. */
  async #tokens(grant: URLSearchParams): Promise<Answer> {
    this.grants.push(grant);
    const known = this.#codes.get(grant.get("code") ?? "");
    const { behaviour, issuer } = this;
    const now = Math.floor(Date.now() / 1000);
    const claims = behaviour.claims({
      ...behaviour.person,
      iss: issuer,
      aud: "foyer",
      iat: now,
      exp: now + 300,
      nonce: known?.nonce ?? undefined,
    } as JWTPayload);
    const answer = {
      access_token: randomUUID(),
      token_type: "Bearer",
      expires_in: 300,
      id_token: await behaviour.sign(claims, this.key),
    };
    const { tokenStatus: status, tokenHeaders: headers } = behaviour;
    return { status, headers, body: behaviour.tokens(answer) };
  }
}

interface Answer {
  status?: number;
  location?: string;
  headers?: Record<string, string>;
  body?: unknown;
}
