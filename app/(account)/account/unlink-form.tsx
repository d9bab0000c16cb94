/** Unlinks one account at a provider. */
"use client";
import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { unlinkProvider } from "./provider-actions";

export function UnlinkForm({ account, label }: { account: string; label: string }) {
  const [state, send, busy] = useActionState(unlinkProvider, {});
  return (
    <form action={send} className="flex flex-wrap items-center justify-end gap-x-4 gap-y-2">
      {state.message ? (
        <p role={state.ok ? "status" : "alert"} className="text-muted text-sm">
          {state.message}
        </p>
      ) : null}
      <input type="hidden" name="account" value={account} />
      <Button type="submit" variant="danger" size="sm" disabled={busy}>
        Unlink<span className="sr-only"> {label}</span>
      </Button>
    </form>
  );
}
