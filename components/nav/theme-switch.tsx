/** Chooses the theme: as the system, light or dark. Takes effect at once. */
"use client";
import { Monitor, Moon, Sun } from "lucide-react";
import { useState } from "react";
import { classNames } from "../ui/class-names";
import { Disclosure } from "../ui/disclosure";
import { type Theme, themeCookieText, themes } from "./theme";

const choices = {
  system: { label: "As the system", Icon: Monitor },
  light: { label: "Light", Icon: Sun },
  dark: { label: "Dark", Icon: Moon },
};

/** `initial` is what the server read from the cookie. */
export function ThemeSwitch({ initial }: { initial: Theme }) {
  const [theme, setTheme] = useState(initial);
  const { Icon } = choices[theme];

  function choose(next: Theme, page: Document) {
    setTheme(next);
    page.cookie = themeCookieText(next, page.location.protocol === "https:");
    if (next === "system") delete page.documentElement.dataset.theme;
    else page.documentElement.dataset.theme = next;
  }

  return (
    <div data-needs-script>
      <Disclosure
        label="Theme"
        summary={<Icon aria-hidden />}
        summaryClassName="size-9 justify-center px-0 sm:size-8"
        panelClassName="right-0"
      >
        <fieldset>
          <legend className="sr-only">Theme</legend>
          {themes.map((name) => {
            const choice = choices[name];
            return (
              <label
                key={name}
                className={classNames(
                  "flex h-10 cursor-pointer items-center gap-2.5 rounded-md px-3 text-base transition-colors duration-100 hover:bg-hover sm:h-9",
                  "has-checked:bg-accent-soft has-checked:font-medium has-checked:text-accent",
                  "has-focus-visible:outline-2 has-focus-visible:outline-accent has-focus-visible:-outline-offset-2",
                )}
              >
                <input
                  type="radio"
                  name="theme"
                  value={name}
                  checked={theme === name}
                  onChange={(event) => choose(name, event.currentTarget.ownerDocument)}
                  className="sr-only"
                />
                <choice.Icon aria-hidden className="size-4" />
                {choice.label}
              </label>
            );
          })}
        </fieldset>
      </Disclosure>
    </div>
  );
}
