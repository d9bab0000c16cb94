/** Themes, and the cookie in which a browser's choice is kept. */

/** Read by the server, so that the first paint is right; readable by scripts, as it is no secret. */
export const themeCookie = "foyer.theme";

export const themes = ["system", "light", "dark"] as const;
export type Theme = (typeof themes)[number];

/** The theme that a cookie's value names; anything else is the system's. */
export function themeOf(value: string | undefined): Theme {
  return themes.find((theme) => theme === value) ?? "system";
}

/** The `Set-Cookie` text that keeps a choice for a year; the system's theme needs no cookie. */
export function themeCookieText(theme: Theme, secure: boolean): string {
  const age = theme === "system" ? 0 : 365 * 24 * 60 * 60;
  return `${themeCookie}=${theme}; Path=/; Max-Age=${age}; SameSite=Lax${secure ? "; Secure" : ""}`;
}
