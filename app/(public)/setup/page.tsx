/** Makes a deployment's first administrator, for whoever has the link printed at its first start. */
import type { Metadata } from "next";
import { CardPage } from "@/components/nav/card-page";
import { publicPage } from "@/lib/guards/page-guard";
import { maySetUp } from "@/lib/sign-in/core/setup-link";
import { SetupForm } from "./setup-form";

export const metadata: Metadata = { title: "Set up" };

export default publicPage({ public: true }, async ({ searchParams }) => {
  const token = typeof searchParams.token === "string" ? searchParams.token : "";
  if (await maySetUp(token)) {
    return (
      <CardPage title="Make the first administrator">
        <SetupForm token={token} />
      </CardPage>
    );
  }
  return (
    <CardPage title="This link is no longer good">
      <p className="text-muted">
        It works once, within an hour, and only while Foyer has no users. Start Foyer again to have
        a new one printed, or add people with <code>npm run users</code>.
      </p>
    </CardPage>
  );
});
