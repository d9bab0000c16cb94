/** Links a provider after one's password; leads on to the provider, with JavaScript or without. */
"use client";
import { useActionState, useEffect } from "react";
import { PasswordField } from "@/components/forms/password-field";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { linkProvider } from "./provider-actions";

/** `withPassword` asks for it; else `note` says what comes first. */
export function LinkForm({
  provider,
  label,
  withPassword,
  note,
}: {
  provider: string;
  label: string;
  withPassword: boolean;
  note: string | null;
}) {
  const [state, send, busy] = useActionState(linkProvider, {});
  useEffect(() => {
    if (state.next) window.location.assign(state.next);
  }, [state.next]);
  if (state.next) {
    return (
      <Button asChild variant="primary">
        <a href={state.next}>Continue to {label}</a>
      </Button>
    );
  }
  return (
    <form action={send} className="grid gap-3" aria-label={`Link ${label}`}>
      {state.message && !state.fields ? <Alert kind="failure">{state.message}</Alert> : null}
      <input type="hidden" name="provider" value={provider} />
      {withPassword ? (
        <PasswordField
          label="Your password"
          id={`password-${provider}`}
          name="password"
          autoComplete="current-password"
          required
          errors={state.fields?.password ?? []}
        />
      ) : null}
      {note ? <p className="text-muted text-sm">{note}</p> : null}
      <Button type="submit" disabled={busy} className="w-fit">
        Link {label}
      </Button>
    </form>
  );
}
