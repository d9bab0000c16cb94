/** What an administrator does in Keycloak's console, by its admin REST API. */
import { SetupError } from "../../setup/progress.mjs";

export class KeycloakAdmin {
  /** The realm that all is about. */
  realm = "main";

  /**
   * @param {string} url
   * @param {string} password
   */
  constructor(url, password) {
    this.url = url;
    this.password = password;
  }

  /**
   * Signs in as the account `admin`. Throws {@link SetupError} when it is refused.
   * @param {string} url
   * @param {string} password
   */
  static async signIn(url, password) {
    const admin = new KeycloakAdmin(url, password);
    await admin.#token();
    return admin;
  }

  /**
   * Asks for something of the realm, or of the server when the path begins with `/realms`.
   * @param {string} method
   * @param {string} path such as `/users?username=ada`
   * @param {unknown} [body]
   * @returns {Promise<any>} what came back, or null
   */
  async ask(method, path, body) {
    const below = path.startsWith("/realms") ? path : `/realms/${this.realm}${path}`;
    const answer = await fetch(`${this.url}/admin${below}`, {
      method,
      headers: {
        // Its tokens last a minute: a new one each time is the simple way.
        Authorization: `Bearer ${await this.#token()}`,
        ...(body === undefined ? {} : { "Content-Type": "application/json" }),
      },
      body: body === undefined ? null : JSON.stringify(body),
    });
    const text = await answer.text();
    if (!answer.ok) throw new SetupError(`Keycloak refused ${method} ${path}: ${text}`);
    return text === "" ? null : JSON.parse(text);
  }

  /**
   * The id of the one that has this name.
   * @param {"users" | "groups" | "clients"} kind
   * @param {string} name
   * @returns {Promise<string>}
   */
  async idOf(kind, name) {
    const query = {
      users: "exact=true&username",
      groups: "exact=true&search",
      clients: "clientId",
    };
    const [found] = await this.ask("GET", `/${kind}?${query[kind]}=${encodeURIComponent(name)}`);
    if (!found) throw new SetupError(`Keycloak has no ${name} among its ${kind}.`);
    return found.id;
  }

  /**
   * Puts somebody into a group, or takes them out.
   * @param {string} username
   * @param {string} group
   * @param {boolean} member
   */
  async setMember(username, group, member) {
    const path = `/users/${await this.idOf("users", username)}/groups/${await this.idOf("groups", group)}`;
    await this.ask(member ? "PUT" : "DELETE", path);
  }

  /** @returns {Promise<string>} */
  async #token() {
    const answer = await fetch(`${this.url}/realms/master/protocol/openid-connect/token`, {
      method: "POST",
      body: new URLSearchParams({
        grant_type: "password",
        client_id: "admin-cli",
        username: "admin",
        password: this.password,
      }),
    });
    if (!answer.ok) throw new SetupError(`Keycloak did not let its administrator in.`);
    return (await answer.json()).access_token;
  }
}
