/** The header's way to the sign-in page, and back to where one was. */
"use client";
import { usePathname, useSearchParams } from "next/navigation";
import { sitePath } from "@/lib/http/site-path";
import { Button } from "../ui/button";

/** A full load: what a visitor's router remembers is of no use to somebody signed in. */
export function SignInLink() {
  const pathname = usePathname();
  const search = useSearchParams().toString();
  if (pathname === "/login") return null;
  const here = sitePath(pathname) + (search ? `?${search}` : "");
  const query = pathname === "/" ? "" : `?callbackUrl=${encodeURIComponent(here)}`;
  return (
    <Button asChild size="sm">
      <a href={sitePath(`/login${query}`)}>Sign in</a>
    </Button>
  );
}
