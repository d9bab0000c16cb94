/** Dashboards as cards: what they are, and for whom. */
import Link from "next/link";
import type { NavItem } from "./dashboards-nav";

export interface DashboardCard extends NavItem {
  summary: string;
  /** Who may open it, in words. */
  access: string;
}

/** The whole card is the link's target; its name is the title alone. */
export function DashboardCards({
  cards,
  level,
}: {
  cards: readonly DashboardCard[];
  level: 2 | 3;
}) {
  const Heading = level === 2 ? "h2" : "h3";
  return (
    <ul className="grid gap-4 sm:grid-cols-2 xl:grid-cols-3">
      {cards.map((card) => (
        <li
          key={card.href}
          className="group relative flex flex-col rounded-lg border border-line bg-surface p-5 shadow-sm transition-colors duration-100 focus-within:border-accent hover:border-control"
        >
          <div className="flex items-center gap-3">
            <span className="flex size-8 shrink-0 items-center justify-center rounded-md bg-accent-soft text-accent [&_svg]:size-4">
              {card.icon}
            </span>
            <Heading className="min-w-0 truncate font-semibold text-lg">
              <Link
                href={card.href}
                prefetch={false}
                className="rounded-sm after:absolute after:inset-0 after:rounded-lg group-hover:text-accent"
              >
                {card.title}
              </Link>
            </Heading>
          </div>
          <p className="mt-3 flex-1 text-muted">{card.summary}</p>
          <p className="mt-4 border-line border-t pt-3 text-muted text-xs">{card.access}</p>
        </li>
      ))}
    </ul>
  );
}
