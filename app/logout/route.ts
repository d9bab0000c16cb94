/** Signing out: POST does it, GET asks with one button (a link alone must not sign anybody out). */
import type { NextRequest } from "next/server";
import { reportRefusal } from "@/lib/audit/report-refusal";
import { asAppError } from "@/lib/db/errors";
import { publicRoute } from "@/lib/guards/route-guard";
import { plainPage } from "@/lib/http/plain-page";
import { problem, reportError } from "@/lib/http/problem";
import { signOutOrigins } from "@/lib/sign-in/oidc/sign-out/sign-out-providers";
import { signOutRequest } from "@/lib/sign-in/sign-out";

export const GET = publicRoute(async (request) =>
  plainPage({
    status: 200,
    title: "Sign out",
    message: "This ends your session in this browser.",
    action: { method: "post", href: "/logout", label: "Sign out" },
    nonce: request.headers.get("x-nonce"),
    formOrigins: signOutOrigins(),
  }),
);

export const POST = publicRoute(async (request) => {
  try {
    return await signOutRequest(request as NextRequest);
  } catch (error) {
    reportRefusal(error);
    const { status, message } = asAppError(error);
    if (!request.headers.get("accept")?.includes("text/html")) return problem(asAppError(error));
    const reference = status >= 500 ? ` (reference ${reportError(error)})` : "";
    return plainPage({
      status,
      title: "You are still signed in",
      message: message + reference,
      action: { method: "post", href: "/logout", label: "Try again" },
      nonce: request.headers.get("x-nonce"),
      formOrigins: signOutOrigins(),
    });
  }
});
