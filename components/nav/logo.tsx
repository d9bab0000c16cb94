/** Foyer's mark: an open door. */

/** Drawn in the accent colour; the name stands beside it, so it is hidden from screen readers. */
export function Logo({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true" className={className}>
      <rect width="24" height="24" rx="6" className="fill-accent" />
      <path
        d="M7 18.5V6.6c0-.6.5-1.1 1.1-1.1h7.8c.6 0 1.1.5 1.1 1.1v11.9"
        className="fill-none stroke-accent-ink"
        strokeWidth="1.6"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
      <path d="M7 5.9 12.6 8c.4.2.7.6.7 1v11.3L7 18.5Z" className="fill-accent-ink" />
    </svg>
  );
}
