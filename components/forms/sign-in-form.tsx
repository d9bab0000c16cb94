/** The sign-in form: a native POST, done by fetch where JavaScript runs. */
"use client";
import { type SubmitEvent, useEffect, useRef, useState } from "react";
import { sitePath } from "@/lib/http/site-path";
import { Alert } from "../ui/alert";
import { Button } from "../ui/button";
import { CheckboxField } from "./checkbox-field";
import { FormField } from "./form-field";
import { PasswordField } from "./password-field";
import { sendSignIn } from "./send-sign-in";

const ACTION = sitePath("/api/auth/callback/credentials");
const FOCUSED = { autoFocus: true };

/** `failure` and `username` are what a form sent without JavaScript left behind. */
export function SignInForm({
  callbackUrl,
  username,
  failure,
  emergency = false,
}: {
  callbackUrl: string;
  username: string;
  failure: string | null;
  /** For accounts that may sign in while passwords are off. */
  emergency?: boolean;
}) {
  const [message, setMessage] = useState(failure);
  const [busy, setBusy] = useState(false);
  const password = useRef<HTMLInputElement>(null);

  useEffect(() => {
    // A header of somebody signed in is left over from a session that has ended: ask for all anew.
    if (document.getElementById("sign-out")) window.location.reload();
  }, []);

  async function send(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    if (busy) return;
    const fields = new FormData(event.currentTarget);
    setBusy(true);
    setMessage(null);
    const answer = await sendSignIn(ACTION, fields);
    // A full load, so that nothing a visitor's router remembers outlives the visitor.
    if (answer.ok) return window.location.assign(answer.url);
    setBusy(false);
    setMessage(answer.message);
    if (password.current) {
      password.current.value = "";
      password.current.focus();
    }
  }

  const described = message ? { "aria-describedby": "sign-in-failure" } : {};
  return (
    <form method="post" action={ACTION} onSubmit={send} className="grid gap-4">
      {message ? (
        <Alert kind="failure" id="sign-in-failure">
          {message}
        </Alert>
      ) : null}
      <input type="hidden" name="callbackUrl" value={callbackUrl} />
      {emergency ? <input type="hidden" name="emergency" value="1" /> : null}
      <FormField
        label="Username or email"
        id="username"
        name="username"
        autoComplete="username"
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        required
        defaultValue={username}
        {...(failure && username ? {} : FOCUSED)}
      />
      <PasswordField
        label="Password"
        id="password"
        name="password"
        ref={password}
        autoComplete="current-password"
        required
        {...described}
        {...(failure && username ? FOCUSED : {})}
      />
      <CheckboxField name="keep" value="1">
        Keep me signed in
      </CheckboxField>
      <Button type="submit" variant="primary" size="lg" disabled={busy} className="w-full">
        {busy ? "Signing in…" : "Sign in"}
      </Button>
    </form>
  );
}
