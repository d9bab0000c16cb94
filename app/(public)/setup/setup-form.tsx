/** The form on which the first administrator is made; works without JavaScript. */
"use client";
import { useActionState } from "react";
import { FormField } from "@/components/forms/form-field";
import { PasswordField } from "@/components/forms/password-field";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { makeFirstAdministrator } from "./actions";

export function SetupForm({ token }: { token: string }) {
  const [state, send, busy] = useActionState(makeFirstAdministrator, {});
  const field = (name: string) => ({
    name,
    id: name,
    defaultValue: state.values?.[name] ?? "",
    errors: state.fields?.[name] ?? [],
  });
  return (
    <form action={send} className="grid gap-4" noValidate>
      {state.message ? <Alert kind="failure">{state.message}</Alert> : null}
      <input type="hidden" name="token" value={token} />
      <FormField label="Username" autoComplete="username" required {...field("username")} />
      <FormField label="Full name" autoComplete="name" required {...field("name")} />
      <FormField label="Email" type="email" autoComplete="email" required {...field("email")} />
      <PasswordField label="Password" autoComplete="new-password" required {...field("password")} />
      <Button type="submit" variant="primary" size="lg" disabled={busy}>
        Make administrator
      </Button>
    </form>
  );
}
