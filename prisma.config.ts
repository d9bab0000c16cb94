import { defineConfig } from "prisma/config";

export default defineConfig({
  schema: "prisma/schema.prisma",
  migrations: { path: "prisma/migrations", seed: "tsx prisma/seed.ts" },
  // The CLI needs an address; the app passes its own to the adapter.
  datasource: { url: process.env.DATABASE_URL ?? "file:./var/foyer.db" },
});
