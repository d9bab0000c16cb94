/** Home: the front door. */
import { ArrowRight } from "lucide-react";
import { cardOf } from "@/app/dashboard-cards";
import { openableDashboards } from "@/app/openable-dashboards";
import { DashboardCards } from "@/components/nav/dashboard-cards";
import { Button } from "@/components/ui/button";
import { publicPage } from "@/lib/auth/guard";

export default publicPage({ public: true }, async ({ viewer }) => {
  const cards = (await openableDashboards(viewer)).map(cardOf);
  return (
    <>
      <div className="flex flex-wrap items-end justify-between gap-x-8 gap-y-5 sm:pt-6">
        <div className="max-w-xl">
          <h1 className="font-semibold text-2xl tracking-tight">
            {viewer.signedIn ? `Hello, ${viewer.displayName}` : "Dashboards, with a front door"}
          </h1>
          <p className="mt-2 text-lg text-muted">
            {viewer.signedIn
              ? "These are the dashboards that are open to you."
              : "Some dashboards here are open to everyone. Sign in to see the ones that are meant for you."}
          </p>
        </div>
        <Button asChild variant="primary" size="lg">
          {viewer.signedIn ? (
            <a href="/dashboards">
              Your dashboards <ArrowRight aria-hidden />
            </a>
          ) : (
            <a href="/login">
              Sign in <ArrowRight aria-hidden />
            </a>
          )}
        </Button>
      </div>
      {cards.length > 0 ? (
        <section aria-labelledby="open" className="mt-10">
          <h2 id="open" className="mb-3 font-medium text-muted text-sm">
            {viewer.signedIn ? "Open to you" : "Open to everyone"}
          </h2>
          <DashboardCards cards={cards} level={3} />
        </section>
      ) : null}
    </>
  );
});
