/** Next.js runs this once when it starts: what must be known before anybody asks. */

/**
 * Registers the ways in with what is below them, and loads every dashboard's data module, so that
 * the front server can refuse tables that conflict. A module that fails to load fails again, in its
 * own charts, when it is asked for data.
 */
export async function register(): Promise<void> {
  // Next.js builds this for its edge runtime as well, where nothing of Foyer runs.
  if (process.env.NEXT_RUNTIME === "nodejs") {
    const { registerSignIn } = await import("./lib/sign-in/register");
    registerSignIn();
    const { dashboards } = await import("./app/(dashboards)/dashboards/registry");
    await Promise.allSettled(dashboards.map(({ datasets }) => datasets()));
  }
}
