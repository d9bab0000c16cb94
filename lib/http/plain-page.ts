/** Whole pages for answers that no React page can give: 503, 429, 403, and the sign-out question. */
import { randomBytes } from "node:crypto";
import { PRIVATE } from "./problem";
import { sitePath } from "./site-path";

export interface PlainPage {
  status: number;
  title: string;
  message: string;
  /** A way on: a link, or with `post` a button that sends an empty form. */
  action?: { label: string; href: string; method?: "post" };
  /** The request's `x-nonce`, as middleware's policy wins over this one's; a fresh one where there is none. */
  nonce?: string | null;
  /** Other sites to which the form's answer may lead. */
  formOrigins?: string[];
  /** Seconds after which to try again. */
  retryAfter?: number;
}

/** The page as a response; every text in it is escaped. Failures (400 and up) are alerts. */
export function plainPage(page: PlainPage): Response {
  const { status, retryAfter, formOrigins } = page;
  const nonce = page.nonce ?? randomBytes(16).toString("base64");
  return new Response(documentOf(page, nonce), {
    status,
    headers: {
      ...PRIVATE,
      "Content-Type": "text/html; charset=utf-8",
      "Content-Security-Policy": [
        "default-src 'none'",
        `style-src 'nonce-${nonce}'`,
        "img-src 'self'",
        ["form-action 'self'", ...(formOrigins ?? [])].join(" "),
        "base-uri 'none'",
        "frame-ancestors 'none'",
      ].join("; "),
      "X-Content-Type-Options": "nosniff",
      "Referrer-Policy": "same-origin",
      ...(retryAfter ? { "Retry-After": String(Math.ceil(retryAfter)) } : {}),
    },
  });
}

function documentOf({ status, title, message, action }: PlainPage, nonce: string): string {
  const failed = status >= 400;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escaped(title)} · Foyer</title>
<link rel="icon" href="${sitePath("/icon.svg")}" type="image/svg+xml">
<style nonce="${escaped(nonce)}">${STYLE}</style>
</head>
<body>
<header><a href="${sitePath("/")}">${MARK} Foyer</a></header>
<main>
${failed ? `<p class="code">${status}</p>\n` : ""}<h1>${escaped(title)}</h1>
<p class="message"${failed ? ' role="alert"' : ""}>${escaped(message)}</p>
${action ? control(action) : ""}
</main>
</body>
</html>
`;
}

function control(action: NonNullable<PlainPage["action"]>): string {
  const label = escaped(action.label);
  const href = escaped(sitePath(action.href));
  return action.method === "post"
    ? `<form method="post" action="${href}"><button>${label}</button></form>`
    : `<a class="button" href="${href}">${label}</a>`;
}

function escaped(text: string): string {
  const entities: Record<string, string> = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "'": "&#39;",
  };
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? "");
}

const MARK = `<svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true"><rect width="24" height="24" rx="6" fill="var(--accent)"/><path d="M7 18.5V6.6c0-.6.5-1.1 1.1-1.1h7.8c.6 0 1.1.5 1.1 1.1v11.9" fill="none" stroke="var(--accent-ink)" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round"/><path d="M7 5.9 12.6 8c.4.2.7.6.7 1v11.3L7 18.5Z" fill="var(--accent-ink)"/></svg>`;

/** The tokens of app/globals.css; a test holds them equal. */
const STYLE = `
:root{color-scheme:light;--canvas:#f6f7f9;--surface:#ffffff;--line:#dde1e7;--ink:#171b22;--muted:#596273;--accent:#2356c9;--accent-hover:#1b47ab;--accent-ink:#ffffff}
@media (prefers-color-scheme:dark){:root{color-scheme:dark;--canvas:#0e1116;--surface:#151a21;--line:#2a323d;--ink:#e7eaef;--muted:#9ba5b4;--accent:#8aadff;--accent-hover:#a6c1ff;--accent-ink:#0b1222}}
*{box-sizing:border-box;margin:0}
body{min-height:100dvh;display:flex;flex-direction:column;background:var(--canvas);color:var(--ink);font:14px/22px "Inter Variable",system-ui,sans-serif;-webkit-text-size-adjust:100%}
header{display:flex;align-items:center;height:53px;padding:0 20px;background:var(--surface);border-bottom:1px solid var(--line)}
header a{display:flex;align-items:center;gap:8px;color:inherit;font-size:16px;font-weight:600;text-decoration:none}
main{flex:1;display:flex;flex-direction:column;align-items:flex-start;justify-content:center;width:100%;max-width:544px;margin:0 auto;padding:64px 16px}
.code{color:var(--muted);font-size:13px;font-weight:500}
h1{margin-top:4px;font-size:26px;line-height:32px;font-weight:600;letter-spacing:-.02em;text-wrap:balance}
.message{margin:12px 0 24px;color:var(--muted);font-size:16px;line-height:24px}
button,.button{display:inline-flex;align-items:center;height:36px;padding:0 14px;border:0;border-radius:6px;background:var(--accent);color:var(--accent-ink);font:inherit;font-weight:500;text-decoration:none;cursor:pointer}
button:hover,.button:hover{background:var(--accent-hover)}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
`;
