/** A page that says one thing: no access, nothing here, something went wrong. */
import type { ReactNode } from "react";

/** `code` is the HTTP status as people may quote it; `children` are the ways on. */
export function Notice({
  code,
  title,
  message,
  detail,
  children,
}: {
  code: string;
  title: string;
  message: ReactNode;
  detail?: ReactNode;
  children: ReactNode;
}) {
  return (
    <div className="mx-auto flex w-full max-w-lg flex-1 flex-col justify-center px-4 py-16">
      <p className="font-medium text-muted text-sm tabular-nums">{code}</p>
      <h1 className="mt-1 font-semibold text-2xl tracking-tight">{title}</h1>
      <p className="mt-3 text-lg text-muted">{message}</p>
      {detail ? <p className="mt-2 text-muted text-sm">{detail}</p> : null}
      <div className="mt-6 flex flex-wrap items-center gap-3">{children}</div>
    </div>
  );
}
