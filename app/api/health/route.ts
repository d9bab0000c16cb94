/** Whether Foyer can serve: asked by load balancers and monitors. */
import { publicRoute } from "@/lib/auth/guard-route";
import { asUnavailable, db } from "@/lib/db/client";

export const dynamic = "force-dynamic";

export const GET = publicRoute(async () => {
  try {
    await db().$queryRaw`SELECT 1 FROM "User" LIMIT 1`;
  } catch (error) {
    throw asUnavailable(error);
  }
  return Response.json({ status: "ok" }, { headers: { "Cache-Control": "no-store" } });
});
