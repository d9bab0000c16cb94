/** The provider's pages: one plain frame, everything in it escaped unless it is markup made here. */

/** Markup that was made here, and so needs no escaping. */
export class Markup {
  constructor(readonly text: string) {}
}

/** A piece of a page; every value put into it is escaped, arrays are joined. */
export function html(strings: TemplateStringsArray, ...values: unknown[]): Markup {
  const shown = (value: unknown): string => {
    if (value instanceof Markup) return value.text;
    if (Array.isArray(value)) return value.map(shown).join("");
    return String(value ?? "").replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
  };
  return new Markup(strings.reduce((text, part, i) => `${text}${shown(values[i - 1])}${part}`));
}

/** A whole page. */
export function page(title: string, content: Markup): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<title>${title}</title>
<style>${new Markup(STYLE)}</style>
</head>
<body>
<main>
<h1>${title}</h1>
${content}
</main>
</body>
</html>
`.text;
}

const STYLE = `
:root{color-scheme:light dark}
body{margin:0;font:16px/24px system-ui,sans-serif;background:Canvas;color:CanvasText}
main{max-width:30rem;margin:12vh auto;padding:0 1rem;display:grid;gap:1rem}
h1{font-size:1.5rem;line-height:2rem;margin:0}
p{margin:0}
form{display:grid;gap:.5rem}
fieldset{border:1px solid color-mix(in srgb,CanvasText 25%,Canvas);border-radius:8px;padding:.75rem 1rem;display:flex;flex-wrap:wrap;gap:.25rem 1rem;align-items:center}
legend{font-weight:600}
button{font:inherit;padding:.6rem 1rem;border:1px solid color-mix(in srgb,CanvasText 35%,Canvas);border-radius:8px;background:color-mix(in srgb,CanvasText 6%,Canvas);color:inherit;cursor:pointer;text-align:left}
button:hover{background:color-mix(in srgb,CanvasText 12%,Canvas)}
small{color:color-mix(in srgb,CanvasText 70%,Canvas)}
`;
