/** Sends the sign-in form by fetch and says how it went. */

export type SignInAnswer = { ok: true; url: string } | { ok: false; message: string };

const GENERIC = "Signing in did not work. Try again.";
const OFFLINE = "Foyer can’t be reached. Check your connection and try again.";

/** Posts `fields` to `action`. Never throws: every failure comes back in words. */
export async function sendSignIn(action: string, fields: FormData): Promise<SignInAnswer> {
  const body = new URLSearchParams();
  for (const [name, value] of fields) if (typeof value === "string") body.append(name, value);
  let response: Response;
  try {
    response = await fetch(action, {
      method: "POST",
      headers: { Accept: "application/json" },
      body,
    });
  } catch {
    return { ok: false, message: OFFLINE };
  }
  const answer: unknown = await response.json().catch(() => null);
  const url = response.ok ? text(answer, "url") : null;
  if (url) return { ok: true, url };
  return { ok: false, message: text(answer, "title") ?? GENERIC };
}

function text(answer: unknown, key: "url" | "title"): string | null {
  if (typeof answer !== "object" || answer === null || !(key in answer)) return null;
  const value: unknown = (answer as Record<string, unknown>)[key];
  return typeof value === "string" && value !== "" ? value : null;
}
