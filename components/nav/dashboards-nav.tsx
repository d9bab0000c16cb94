/** The navigation of dashboards: a row where there is room, a menu where there is not. */
import { ChevronDown, LayoutGrid, Menu } from "lucide-react";
import type { ReactNode } from "react";
import { Disclosure } from "../ui/disclosure";
import { NavLink } from "./nav-link";

/** A dashboard as the navigation and the cards show it. */
export interface NavItem {
  href: string;
  title: string;
  icon: ReactNode;
}

/** How many stand in the row; the rest is under “More”. */
const IN_ROW = 5;

/** `items` are those that this viewer may open; `index` also links to the page of all of them. */
export function DashboardsNav({ items, index }: { items: readonly NavItem[]; index: boolean }) {
  const more = items.slice(IN_ROW);
  if (items.length === 0 && !index) return null;
  return (
    <>
      <nav aria-label="Dashboards" className="hidden min-w-0 items-center gap-0.5 lg:flex">
        {index ? (
          <NavLink href="/dashboards" look="bar">
            All
          </NavLink>
        ) : null}
        {items.slice(0, IN_ROW).map((item) => (
          <NavLink key={item.href} href={item.href} look="bar">
            {item.title}
          </NavLink>
        ))}
        {more.length > 0 ? (
          <Disclosure summary={<Caption>More</Caption>}>
            <MenuItems items={more} />
          </Disclosure>
        ) : null}
      </nav>
      <nav aria-label="Dashboards" className="lg:hidden">
        <Disclosure
          label="Menu of dashboards"
          summary={<Menu aria-hidden />}
          summaryClassName="size-9 justify-center px-0 [&_svg]:size-5"
          panelClassName="w-60"
        >
          <MenuItems items={items} index={index} />
        </Disclosure>
      </nav>
    </>
  );
}

function Caption({ children }: { children: ReactNode }) {
  return (
    <>
      {children}
      <ChevronDown aria-hidden className="size-3.5" />
    </>
  );
}

function MenuItems({ items, index }: { items: readonly NavItem[]; index?: boolean }) {
  return (
    <ul className="max-h-[70dvh] overflow-y-auto">
      {index ? (
        <li>
          <NavLink href="/dashboards" look="menu" icon={<LayoutGrid aria-hidden />}>
            All dashboards
          </NavLink>
        </li>
      ) : null}
      {items.map((item) => (
        <li key={item.href}>
          <NavLink href={item.href} look="menu" icon={item.icon}>
            {item.title}
          </NavLink>
        </li>
      ))}
    </ul>
  );
}
