/** The frame of every page: document, theme, header. */
import type { Metadata, Viewport } from "next";
import localFont from "next/font/local";
import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { navItemsOf } from "@/app/dashboard-cards";
import { visibleDashboards } from "@/app/visible-dashboards";
import { PageWatch } from "@/components/nav/page-watch";
import { SiteHeader } from "@/components/nav/site-header";
import { themeCookie, themeOf } from "@/components/nav/theme";
import { TitleAnnouncer } from "@/components/nav/title-announcer";
import { classNames } from "@/components/ui/class-names";
import { getPrincipalOrVisitor } from "@/lib/session/principal";
import "./globals.css";

const inter = localFont({
  src: "../node_modules/@fontsource-variable/inter/files/inter-latin-wght-normal.woff2",
  weight: "100 900",
  variable: "--font-inter",
});

/** Letters of the other Latin scripts, fetched only where a page has one. */
const interExtended = localFont({
  src: "../node_modules/@fontsource-variable/inter/files/inter-latin-ext-wght-normal.woff2",
  weight: "100 900",
  variable: "--font-inter-extended",
  preload: false,
  adjustFontFallback: false,
  declarations: [
    {
      prop: "unicode-range",
      value: "U+0100-02BA, U+1D00-1DBF, U+1E00-1E9F, U+1EF2-1EFF, U+2C60-2C7F",
    },
  ],
});

export const metadata: Metadata = {
  title: { default: "Foyer", template: "%s · Foyer" },
  description: "Dashboards for the people they are meant for.",
  robots: { index: false, follow: false },
};

export const viewport: Viewport = {
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#ffffff" },
    { media: "(prefers-color-scheme: dark)", color: "#151a21" },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const theme = themeOf((await cookies()).get(themeCookie)?.value);
  const principal = await getPrincipalOrVisitor();
  const items = await navItemsOf(await visibleDashboards(principal));
  return (
    <html
      lang="en"
      className={classNames(inter.variable, interExtended.variable)}
      {...(theme === "system" ? {} : { "data-theme": theme })}
    >
      <body className="flex flex-col">
        <SiteHeader
          username={principal.signedIn ? principal.username : null}
          items={items}
          theme={theme}
        />
        <main id="main" tabIndex={-1} className="flex flex-1 flex-col">
          {children}
        </main>
        <TitleAnnouncer />
        <PageWatch />
      </body>
    </html>
  );
}
