/** Passwords for emergencies, while PASSWORD_SIGN_IN is off. */
import { asUnavailable } from "../../db/client";
import { AppError } from "../../errors/app-error";
import { hasEmergencyUsers } from "../../people/users";

/**
 * Whether the sign-in page should offer it: somebody could use it. While the database is away
 * nobody can tell, and the page shows as it does for most.
 */
export async function offersEmergencyAccess(): Promise<boolean> {
  try {
    return await hasEmergencyUsers();
  } catch (error) {
    const known = asUnavailable(error);
    if (known instanceof AppError && known.code === "unavailable") return false;
    throw error;
  }
}
