/** The way to sign in with an identity provider: a link that looks like a button. */
import { Building2, Globe, KeyRound, ShieldCheck, UsersRound } from "lucide-react";
import { Button } from "../ui/button";

const icons = {
  building: Building2,
  globe: Globe,
  key: KeyRound,
  shield: ShieldCheck,
  users: UsersRound,
};

/** `icon` is one of ours by name, or a `data:` address. `down` says that it can't be reached. */
export function ProviderButton({
  label,
  icon,
  href,
  down,
}: {
  label: string;
  icon: string;
  href: string;
  down: boolean;
}) {
  return (
    <div className="grid gap-1.5">
      <Button asChild size="lg" className="w-full">
        <a href={href}>
          <ProviderIcon icon={icon} />
          <span className="truncate">Sign in with {label}</span>
        </a>
      </Button>
      {down ? (
        <p role="status" className="text-danger text-sm">
          {label} can’t be reached right now.
        </p>
      ) : null}
    </div>
  );
}

/** A provider's small picture. */
export function ProviderIcon({ icon }: { icon: string }) {
  if (icon.startsWith("data:")) {
    return (
      <span
        aria-hidden
        className="size-4 shrink-0 bg-contain bg-center bg-no-repeat"
        style={{ backgroundImage: `url("${icon}")` }}
      />
    );
  }
  const Icon = icons[icon as keyof typeof icons] ?? KeyRound;
  return <Icon aria-hidden className="size-4 shrink-0" />;
}
