/** Whether Foyer can serve: asked by load balancers and monitors. */

import { unavailableMessages } from "@/lib/db/errors";
import { databaseHealth } from "@/lib/db/health";
import { publicRoute } from "@/lib/guards/route-guard";

export const dynamic = "force-dynamic";

export const GET = publicRoute(async () => {
  const trouble = await databaseHealth();
  // Pages can be read all the same, so nobody should be sent away: 200, and not "ok".
  const body = trouble
    ? {
        ...{ status: "degraded", code: `database-${trouble.kind}` },
        ...{ title: unavailableMessages[trouble.kind], since: trouble.since.toISOString() },
      }
    : { status: "ok" };
  return Response.json(body, { headers: { "Cache-Control": "no-store" } });
});
