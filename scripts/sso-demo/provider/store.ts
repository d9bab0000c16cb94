/** What the provider remembers: a map in memory, which can also be searched and emptied. */
import type { Adapter, AdapterPayload } from "oidc-provider";

/** Rows by model and id, such as `Session:abc`. */
export class Store {
  readonly #rows = new Map<string, AdapterPayload>();

  /** The part of the store that holds one model, as oidc-provider wants it. */
  adapter(model: string): Adapter {
    const rows = this.#rows;
    const key = (id: string) => `${model}:${id}`;
    const findBy = async (field: "uid" | "userCode", value: string) =>
      this.all(model).find((row) => row[field] === value);
    return {
      upsert: async (id, payload) => void rows.set(key(id), payload),
      find: async (id) => this.#live(key(id)),
      findByUid: (uid) => findBy("uid", uid),
      findByUserCode: (code) => findBy("userCode", code),
      destroy: async (id) => void rows.delete(key(id)),
      consume: async (id) => {
        const row = rows.get(key(id));
        if (row) row.consumed = Math.floor(Date.now() / 1000);
      },
      revokeByGrantId: async (grantId) => {
        for (const [id, row] of rows) {
          if (id.startsWith(`${model}:`) && row.grantId === grantId) rows.delete(id);
        }
      },
    };
  }

  /** Every live row of a model. */
  all(model: string): AdapterPayload[] {
    const keys = [...this.#rows.keys()].filter((key) => key.startsWith(`${model}:`));
    return keys.map((key) => this.#live(key)).filter((row) => row !== undefined);
  }

  /** Forgets all rows of these models that belong to a person. */
  forget(models: readonly string[], accountId: string): void {
    for (const [key, row] of this.#rows) {
      const [model = ""] = key.split(":");
      if (models.includes(model) && row.accountId === accountId) this.#rows.delete(key);
    }
  }

  #live(key: string): AdapterPayload | undefined {
    const row = this.#rows.get(key);
    if (row?.exp !== undefined && row.exp < Date.now() / 1000) {
      this.#rows.delete(key);
      return undefined;
    }
    return row;
  }
}
