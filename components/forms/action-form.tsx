/** A form of one button that runs a server action and says how it went. */
"use client";
import { type ReactNode, useActionState } from "react";
import { Alert } from "../ui/alert";
import { Button } from "../ui/button";

interface State {
  ok?: boolean;
  message?: string;
}

/** Works without JavaScript too. `children` are what the form is about; `label` is its button's. */
export function ActionForm({
  action,
  label,
  busyLabel,
  offered,
  children,
}: {
  action: (previous: State, form: FormData) => Promise<State>;
  label: string;
  busyLabel: string;
  /** Whether there is something to do. */
  offered: boolean;
  children: ReactNode;
}) {
  const [state, run, busy] = useActionState(action, {});
  return (
    <form action={run}>
      {state.message ? (
        <Alert kind={state.ok ? "success" : "failure"} className="mx-5 mb-4">
          {state.message}
        </Alert>
      ) : null}
      {children}
      {offered ? (
        <div className="border-line border-t px-5 py-4">
          <Button type="submit" variant="danger" disabled={busy}>
            {busy ? busyLabel : label}
          </Button>
        </div>
      ) : null}
    </form>
  );
}
