/** Link this account, or don't: two buttons, with JavaScript or without. */
"use client";
import { useActionState } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { cancel, confirm } from "./actions";

export function ConfirmForm({ intent }: { intent: string }) {
  const [state, send, linking] = useActionState(confirm, {});
  const [cancelled, goBack, cancelling] = useActionState(cancel, {});
  const failure = state.message ?? cancelled.message;
  const busy = linking || cancelling;
  return (
    <div className="grid gap-3">
      {failure ? <Alert kind="failure">{failure}</Alert> : null}
      <form action={send} className="grid">
        <input type="hidden" name="intent" value={intent} />
        <Button type="submit" variant="primary" size="lg" disabled={busy}>
          {linking ? "Linking…" : "Link this account"}
        </Button>
      </form>
      <form action={goBack} className="grid">
        <input type="hidden" name="intent" value={intent} />
        <Button type="submit" size="lg" disabled={busy}>
          Cancel
        </Button>
      </form>
    </div>
  );
}
