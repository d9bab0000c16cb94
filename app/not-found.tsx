/** 404: there is no such page. */
import type { Metadata } from "next";
import { Notice } from "@/components/nav/notice";
import { Button } from "@/components/ui/button";
import { sitePath } from "@/lib/http/site-path";

export const metadata: Metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <Notice
      code="404"
      title="There is nothing here"
      message="The address may be mistyped, or the page was moved or taken away."
    >
      <Button asChild variant="primary">
        <a href={sitePath("/dashboards")}>Go to the dashboards</a>
      </Button>
      <Button asChild>
        <a href={sitePath("/")}>Home</a>
      </Button>
    </Notice>
  );
}
