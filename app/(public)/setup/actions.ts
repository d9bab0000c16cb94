/** Makes the first administrator from the set-up form. */
"use server";
import { redirect } from "next/navigation";
import { z } from "zod";
import { publicAction } from "@/lib/auth/guard-action";
import { hashPassword } from "@/lib/auth/password";
import { passwordFault } from "@/lib/auth/password-rules";
import { maySetUp, setUp } from "@/lib/auth/setup-link";
import { displayName, email, username } from "@/lib/db/user-fields";
import { AppError } from "@/lib/errors";
import { requestContext } from "@/lib/http/request-context";

const schema = z
  .object({ token: z.string(), username: username, email, name: displayName, password: z.string() })
  .superRefine(({ password, username, email, name }, ctx) => {
    const message = passwordFault(password, { username, email, displayName: name });
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
