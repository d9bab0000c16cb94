/** For the prisma command only: the app gives its own address to the driver adapter. */
import { defineConfig } from "prisma/config";

export default defineConfig({
  schema: "prisma/schema.prisma",
  migrations: { path: "prisma/migrations", seed: "tsx prisma/seed.ts" },
  // The CLI needs an address; the app passes its own to the adapter.
  datasource: { url: process.env.DATABASE_URL ?? "file:./var/foyer.db" },
});
