/** Every path under /api that is nothing: 401 for nobody, 404 for those signed in. */
import { z } from "zod";
import { AppError } from "@/lib/errors/app-error";
import { guardedRoute } from "@/lib/guards/route-guard";

const nothing = guardedRoute(z.object({}), { signedIn: true }, async () => {
  throw new AppError("not-found");
});

export { nothing as DELETE, nothing as GET, nothing as PATCH, nothing as POST, nothing as PUT };
