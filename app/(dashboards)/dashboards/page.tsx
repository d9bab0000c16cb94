/** The index of dashboards: cards of those that this viewer may open. */
import type { Metadata } from "next";
import { cardsOf } from "@/app/dashboard-cards";
import { visibleDashboards } from "@/app/visible-dashboards";
import { DashboardCards } from "@/components/nav/dashboard-cards";
import { PageHeading } from "@/components/nav/page-heading";
import { Card } from "@/components/ui/card";
import { guardedPage } from "@/lib/guards/page-guard";

export const metadata: Metadata = { title: "Dashboards" };

export default guardedPage({ signedIn: true }, async ({ viewer }) => {
  const dashboards = await visibleDashboards(viewer);
  return (
    <>
      <PageHeading title="Dashboards" note="Those that are open to you." />
      <div className="mt-6">
        {dashboards.length > 0 ? (
          <DashboardCards cards={await cardsOf(dashboards)} level={2} />
        ) : (
          <Nothing username={viewer.username} />
        )}
      </div>
    </>
  );
});

function Nothing({ username }: { username: string }) {
  return (
    <Card className="max-w-xl p-6">
      <h2 className="font-semibold text-lg">No dashboard is open to you yet</h2>
      <p className="mt-2 text-muted">
        Dashboards are opened to groups. Ask an administrator for a group, and give your username:{" "}
        <strong className="font-semibold text-ink">{username}</strong>. It takes effect at once,
        with no need to sign in again.
      </p>
    </Card>
  );
}
