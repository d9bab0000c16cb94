/** Every path that has no page. Nobody learns from the answer whether a private page is there. */
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { guardedPage } from "@/lib/guards/page-guard";
import { setResponseStatus } from "@/lib/http/request-context";
import NotFound from "../not-found";

export const metadata: Metadata = { title: "Not found" };

export default guardedPage({ signedIn: true }, () =>
  setResponseStatus(404) ? <NotFound /> : notFound(),
);
