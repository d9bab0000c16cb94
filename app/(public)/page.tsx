/** Home: the front door. */
import { cardsOf } from "@/app/dashboard-cards";
import { visibleDashboards } from "@/app/visible-dashboards";
import { DashboardCards } from "@/components/nav/dashboard-cards";
import { Button } from "@/components/ui/button";
import type { Principal } from "@/lib/access/policy";
import { Guarded, publicPage } from "@/lib/guards/page-guard";
import { sitePath } from "@/lib/http/site-path";

export default publicPage({ public: true }, async ({ viewer }) => {
  const cards = await cardsOf(await visibleDashboards(viewer));
  return (
    <>
      <Welcome viewer={viewer} any={cards.length > 0} />
      {cards.length > 0 ? (
        <section aria-labelledby="open" className="mt-10">
          <h2 id="open" className="mb-3 font-medium text-base text-muted">
            {viewer.signedIn ? "Open to you" : "Open to everyone"}
          </h2>
          <DashboardCards cards={cards} level={3} />
        </section>
      ) : null}
    </>
  );
});

function Welcome({ viewer, any }: { viewer: Principal; any: boolean }) {
  return (
    <div className="max-w-xl sm:pt-6">
      <h1 className="font-semibold text-2xl tracking-tight">
        {viewer.signedIn ? `Welcome, ${viewer.displayName}` : "Welcome to Foyer"}
      </h1>
      <p className="mt-2 text-lg text-muted">
        {viewer.signedIn ? forPerson(any) : forVisitor(any)}
      </p>
      <div className="mt-6">
        <Guarded rule={{ signedIn: true }} signedOut={<SignIn />}>
          {() => (
            <Button asChild variant="primary" size="lg">
              <a href={sitePath("/dashboards")}>Go to your dashboards</a>
            </Button>
          )}
        </Guarded>
      </div>
    </div>
  );
}

function SignIn() {
  return (
    <form action={sitePath("/login")}>
      <Button type="submit" variant="primary" size="lg">
        Sign in
      </Button>
    </form>
  );
}

function forVisitor(any: boolean): string {
  const purpose = "Dashboards, each for the people it is meant for. Sign in to see yours";
  return any ? `${purpose}, or look at what is open to everyone.` : `${purpose}.`;
}

function forPerson(any: boolean): string {
  return any
    ? "Everything that is open to you is below and in the bar at the top."
    : "No dashboard is open to you yet. An administrator can give you a group.";
}
