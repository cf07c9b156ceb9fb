import { languages } from "../../src/report/print/words/words.ts";
import { useFrame } from "../state/frame.ts";
import { type Preferences as Chosen, themes } from "../state/preferences.ts";
import { frameWords } from "../words/frame.ts";
import { useWords } from "../words/words.ts";
import { Menu } from "./menu.tsx";

const names = { en: "English", de: "Deutsch" } as const;

/** Light or dark, and the language; the browser remembers it. */
export function PreferenceChoices({ preferences }: { preferences: Chosen }) {
  const { language } = useFrame();
  const words = useWords(frameWords);
  const theme = preferences.theme.value;
  return (
    <Menu label={words.theme}>
      {() => (
        <>
          <fieldset>
            <legend>{words.theme}</legend>
            {themes.map((one) => (
              <label key={one} class="check">
                <input
                  type="radio"
                  name="theme"
                  checked={one === theme}
                  onChange={() => {
                    preferences.theme.value = one;
                  }}
                />
                {words.themes[one]}
              </label>
            ))}
          </fieldset>
          <fieldset>
            <legend>{words.language}</legend>
            {languages.map((one) => (
              <label key={one} class="check">
                <input
                  type="radio"
                  name="language"
                  checked={one === language}
                  onChange={() => {
                    preferences.language.value = one;
                  }}
                />
                <span lang={one}>{names[one]}</span>
              </label>
            ))}
          </fieldset>
        </>
      )}
    </Menu>
  );
}
