/** A link of the navigation: knows whether it is where one is, and says when it is on its way. */
"use client";
import Link, { useLinkStatus } from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { classNames } from "../ui/class-names";

const looks = {
  bar: "h-8 px-2.5 text-sm aria-[current]:bg-accent-soft aria-[current]:text-accent",
  menu: "h-10 px-3 text-base aria-[current]:bg-accent-soft aria-[current]:text-accent sm:h-9",
};

/** Not fetched ahead: each page asks the database who may see it, and answers quickly enough. */
export function NavLink({
  href,
  look,
  icon,
  children,
}: {
  href: string;
  look: keyof typeof looks;
  icon?: ReactNode;
  children: ReactNode;
}) {
  const pathname = usePathname();
  const here = pathname === href || (href !== "/dashboards" && pathname.startsWith(`${href}/`));
  return (
    <Link
      href={href}
      prefetch={false}
      aria-current={here ? "page" : undefined}
      className={classNames(
        "relative flex min-w-0 items-center gap-2 rounded-md font-medium text-muted transition-colors duration-100",
        "hover:bg-hover hover:text-ink [&_svg]:size-4 [&_svg]:shrink-0",
        looks[look],
      )}
    >
      {icon}
      <span className="truncate">{children}</span>
      <OnItsWay />
    </Link>
  );
}

function OnItsWay() {
  const { pending } = useLinkStatus();
  return (
    <span
      aria-hidden
      className={classNames(
        "pointer-events-none absolute inset-x-2.5 bottom-0.5 h-0.5 rounded-full bg-accent opacity-0",
        // Quick answers show nothing; only a wait of some length does.
        pending && "animate-pulse opacity-60 transition-opacity delay-200",
      )}
    />
  );
}
