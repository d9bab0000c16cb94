/** Groups by name. Of many, the first show, the others on demand: without JavaScript too. */
import { classNames } from "@/components/ui/class-names";

const FIRST = 12;

export function GroupList({ groups }: { groups: readonly string[] }) {
  // One or two more are shown rather than hidden behind words as long.
  const cut = groups.length > FIRST + 2 ? FIRST : groups.length;
  return (
    <div className="grid gap-1.5">
      <Chips groups={groups.slice(0, cut)} />
      {cut < groups.length ? (
        <details className="group grid gap-1.5">
          <summary className="w-fit cursor-pointer rounded-sm font-medium text-accent text-sm">
            <span className="group-open:hidden">Show all {groups.length} groups</span>
            <span className="hidden group-open:inline">Show fewer</span>
          </summary>
          <Chips groups={groups.slice(cut)} className="mt-1.5" />
        </details>
      ) : null}
    </div>
  );
}

function Chips({ groups, className }: { groups: readonly string[]; className?: string }) {
  return (
    <ul className={classNames("flex flex-wrap gap-1.5", className)}>
      {groups.map((group) => (
        <li
          key={group}
          className="min-w-0 break-words rounded-sm bg-hover px-2 font-medium text-sm leading-6"
        >
          {group}
        </li>
      ))}
    </ul>
  );
}
