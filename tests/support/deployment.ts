/** Settings of a deployment: a public address, a strong secret, nothing sample. */

export const STRONG_SECRET = "Zp4n8rQw1xT6vB3mK9sL2dF5gH7jC0yA";
export const PUBLIC_URL = "https://foyer.example.com";

/** On https, as behind a proxy; reached on loopback all the same. */
export const deployed = {
  APP_URL: PUBLIC_URL,
  HOST: "127.0.0.1",
  NEXTAUTH_SECRET: STRONG_SECRET,
};

/** The set-up link that a server has printed, if any. */
export function setupLink(output: string): string | undefined {
  return /https?:\/\/\S+\/setup\?token=\S+/.exec(output)?.[0];
}
