/** A short message about what happened: a failure (alert) or good news (status). */
import { CircleAlert, CircleCheck } from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "./class-names";

/** Failures interrupt screen readers; the rest waits its turn. */
export function Alert({
  kind,
  id,
  className,
  children,
}: {
  kind: "failure" | "success";
  id?: string;
  className?: string;
  children: ReactNode;
}) {
  const failure = kind === "failure";
  const Icon = failure ? CircleAlert : CircleCheck;
  return (
    <div
      id={id}
      role={failure ? "alert" : "status"}
      className={classNames(
        "flex items-start gap-2.5 rounded-md px-3 py-2.5 text-base",
        failure ? "bg-danger-soft text-danger" : "bg-success-soft text-success",
        className,
      )}
    >
      <Icon aria-hidden className="mt-0.75 size-4 shrink-0" />
      <div className="min-w-0 font-medium">{children}</div>
    </div>
  );
}
