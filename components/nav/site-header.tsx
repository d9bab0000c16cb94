/** The header of every page: name, dashboards, theme, and who one is. */
import Link from "next/link";
import { Suspense } from "react";
import { sitePath } from "@/lib/http/site-path";
import { Button } from "../ui/button";
import { DashboardsNav, type NavItem } from "./dashboards-nav";
import { Logo } from "./logo";
import { SignInLink } from "./sign-in-link";
import type { Theme } from "./theme";
import { ThemeSwitch } from "./theme-switch";

/** `username` is null for somebody who is not signed in. */
export function SiteHeader({
  username,
  items,
  theme,
}: {
  username: string | null;
  items: readonly NavItem[];
  theme: Theme;
}) {
  return (
    <header className="sticky top-0 z-20 border-line border-b bg-surface">
      <a
        href="#main"
        className="-translate-y-20 absolute top-2 left-2 z-40 rounded-md bg-accent px-3 py-2 font-medium text-accent-ink focus:translate-y-0"
      >
        Skip to content
      </a>
      <div className="mx-auto flex h-13 max-w-[100rem] items-center gap-1.5 px-3 sm:gap-3 sm:px-5">
        <Link
          href="/"
          prefetch={false}
          className="flex shrink-0 items-center gap-2 rounded-md py-1 pr-1 font-semibold text-lg tracking-tight"
        >
          <Logo className="size-6" />
          Foyer
        </Link>
        <DashboardsNav items={items} index={username !== null} />
        <div className="ml-auto flex min-w-0 items-center gap-1 sm:gap-2">
          <ThemeSwitch initial={theme} />
          {username === null ? (
            <Suspense>
              <SignInLink />
            </Suspense>
          ) : (
            <Person username={username} />
          )}
        </div>
      </div>
    </header>
  );
}

function Person({ username }: { username: string }) {
  return (
    <>
      <Link
        href="/account"
        prefetch={false}
        data-testid="username"
        title={`Account of ${username}`}
        className="min-w-0 max-w-48 truncate rounded-md px-1.5 py-1 font-medium text-sm transition-colors duration-100 hover:bg-hover"
      >
        {username}
      </Link>
      {/* A plain form: signing out must not depend on a script. */}
      <form method="post" action={sitePath("/logout")} id="sign-out">
        <Button type="submit" size="sm">
          Sign out
        </Button>
      </form>
    </>
  );
}
