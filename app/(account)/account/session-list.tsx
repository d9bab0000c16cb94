/** Sessions as their owner recognises them: browser, address, last use. */
import { Laptop, Smartphone } from "lucide-react";
import { TimeStamp } from "@/components/ui/time-stamp";
import type { SessionSummary } from "@/lib/db/sessions";
import { browserName } from "@/lib/http/browser-name";

/** Those of other browsers; says so when there is none. */
export function SessionList({ sessions }: { sessions: readonly SessionSummary[] }) {
  if (sessions.length === 0) {
    return <p className="px-5 pb-5 text-muted">You are signed in nowhere else.</p>;
  }
  return (
    <ul className="border-line border-t">
      {sessions.map((session) => (
        <SessionItem key={session.id} session={session} />
      ))}
    </ul>
  );
}

function SessionItem({ session }: { session: SessionSummary }) {
  const browser = browserName(session.userAgent);
  const Icon = /iPhone|Android/.test(browser) ? Smartphone : Laptop;
  return (
    <li className="flex items-center gap-4 border-line px-5 py-3 not-last:border-b">
      <Icon aria-hidden className="size-5 shrink-0 text-muted" />
      <div className="grid min-w-0 flex-1 gap-x-6 sm:grid-cols-[1fr_auto] sm:items-center">
        <div className="min-w-0">
          <p className="truncate font-medium">{browser}</p>
          <p className="truncate text-muted text-sm">{session.ip ?? "Address not known"}</p>
        </div>
        <p className="text-muted text-sm">
          Last used <TimeStamp at={session.lastUsedAt.toISOString()} />
        </p>
      </div>
    </li>
  );
}
