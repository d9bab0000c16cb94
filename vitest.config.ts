/** Unit tests: everything under tests/unit, run in Node against the real modules. */
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  resolve: {
    alias: [
      // The real package throws outside of a server component; a test is neither server nor client.
      { find: /^server-only$/, replacement: root("./tests/support/server-only.ts") },
      { find: /^@\//, replacement: root("./") },
    ],
  },
  test: {
    include: ["tests/unit/**/*.test.ts"],
    benchmark: { include: ["tests/bench/**/*.bench.ts"] },
    // A known, unremarkable environment: nothing of the developer's own settings leaks in.
    env: {
      NODE_ENV: "test",
      PORT: "3000",
      HOST: "",
      APP_URL: "",
      // Nowhere: a test that needs a database makes its own and names it here.
      DATABASE_URL: "file:/nonexistent/foyer.db",
      NEXTAUTH_SECRET: "a secret for unit tests, 0123456789",
      SAMPLE_DATA: "",
      SAMPLE_PASSWORD: "",
      BCRYPT_COST: "10",
      TRUSTED_PROXIES: "",
      LOG_LEVEL: "silent",
    },
    testTimeout: 15_000,
    hookTimeout: 30_000,
  },
});
