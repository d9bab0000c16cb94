/** Ranges that people often want, one click each. */
import Link from "next/link";

export interface FilterPreset {
  label: string;
  href: string;
  current: boolean;
}

export function Presets({ label, presets }: { label: string; presets: readonly FilterPreset[] }) {
  return (
    <nav aria-label={label} className="-mx-2 flex flex-wrap items-center gap-x-1 text-sm">
      {presets.map((preset) => (
        <Link
          key={preset.label}
          href={preset.href}
          replace
          scroll={false}
          prefetch={false}
          aria-current={preset.current ? "true" : undefined}
          className="rounded px-2 py-1 text-muted hover:bg-hover hover:text-ink aria-[current]:font-medium aria-[current]:text-accent"
        >
          {preset.label}
        </Link>
      ))}
    </nav>
  );
}
