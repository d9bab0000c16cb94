/** Every path that has no page. Nobody learns from the answer whether a private page is there. */
import { notFound } from "next/navigation";
import { guardedPage } from "@/lib/auth/guard";

export default guardedPage({ signedIn: true }, () => notFound());
