/** Makes the first administrator from the set-up form. */
"use server";
import { redirect } from "next/navigation";
import { z } from "zod";
import { AppError } from "@/lib/errors/app-error";
import { publicAction } from "@/lib/guards/action-guard";
import { requestContext } from "@/lib/http/request-context";
import { displayName, email, username } from "@/lib/people/user-fields";
import { maySetUp, setUp } from "@/lib/sign-in/core/setup-link";
import { hashPassword } from "@/lib/sign-in/password/hasher";
import { passwordError } from "@/lib/sign-in/password/password-rules";

const schema = z
  .object({ token: z.string(), username: username, email, name: displayName, password: z.string() })
  .superRefine(({ password, username, email, name }, ctx) => {
    const message = passwordError(password, { username, email, displayName: name });
    if (message) ctx.addIssue({ code: "custom", path: ["password"], message });
  });

export const makeFirstAdministrator = publicAction(schema, async (input) => {
  // Asked before the costly hash; setUp() asks again, for good.
  if (!(await maySetUp(input.token)))
    throw new AppError("forbidden", { title: "This link has been used, or is too old." });
  const { token, username, email, name: displayName } = input;
  const passwordHash = await hashPassword(input.password, { share: "known", source: "set-up" });
  await setUp(token, { username, email, displayName, passwordHash }, requestContext().address);
  redirect("/login?welcome");
});
