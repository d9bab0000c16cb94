/** Next.js: what it builds, and the headers of every answer. */
import type { NextConfig } from "next";

/** The path of APP_URL, when it has one. scripts/setup/ gives it, for a build as for a start. */
const prefix = process.env.SITE_PREFIX ?? "";

const config: NextConfig = {
  basePath: prefix,
  env: { SITE_PREFIX: prefix },
  poweredByHeader: false,
  reactStrictMode: true,
  // Those that tests/unit/architecture reads: a page.js can't be a page.
  pageExtensions: ["ts", "tsx"],
  // Types are checked by `npm run check`, which also covers tests and scripts.
  typescript: { ignoreBuildErrors: true },
  images: { unoptimized: true },
  experimental: { authInterrupts: true, serverActions: { bodySizeLimit: "1mb" } },
  // Native or worker-based packages must load from node_modules, not from a bundle.
  serverExternalPackages: [
    "@duckdb/node-api",
    "@libsql/client",
    "@prisma/adapter-libsql",
    "libsql",
    "pino",
    "piscina",
  ],
  async headers() {
    return [
      {
        source: "/:path*",
        headers: [
          { key: "X-Content-Type-Options", value: "nosniff" },
          { key: "X-Frame-Options", value: "DENY" },
          { key: "Referrer-Policy", value: "same-origin" },
          { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
          { key: "Cross-Origin-Resource-Policy", value: "same-origin" },
          {
            key: "Permissions-Policy",
            value: "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
          },
        ],
      },
    ];
  },
};

export default config;
