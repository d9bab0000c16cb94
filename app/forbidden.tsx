/** 403: signed in, but not let in here. */
import type { Metadata } from "next";
import { Notice } from "@/components/nav/notice";
import { Button } from "@/components/ui/button";
import { sitePath } from "@/lib/http/site-path";
import { getPrincipalOrVisitor } from "@/lib/session/principal";

export const metadata: Metadata = { title: "No access" };

export default async function Forbidden() {
  const principal = await getPrincipalOrVisitor();
  return (
    <Notice
      code="403"
      title="You don’t have access to this"
      message={
        principal.signedIn ? (
          <>
            You are signed in as{" "}
            <strong className="font-semibold text-ink">{principal.username}</strong>. This page is
            open to other groups; an administrator can add you to one.
          </>
        ) : (
          "This page is not open to you."
        )
      }
    >
      <Button asChild variant="primary">
        <a href={sitePath("/dashboards")}>Back to the dashboards</a>
      </Button>
      {principal.signedIn ? (
        <form method="post" action={sitePath("/logout")}>
          <Button type="submit">Use another account</Button>
        </form>
      ) : null}
    </Notice>
  );
}
