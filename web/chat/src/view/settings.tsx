import type { JSX } from 'preact';
import { LANGUAGES, language, say, speak, type Language } from '../i18n.js';
import { Dialog } from './dialog.js';
import { THEMES, theme, wear, type Theme } from './theme.js';

const THEME_WORDS = { system: 'themeSystem', light: 'themeLight', dark: 'themeDark' } as const;

/** Language, appearance, and the way out. */
export function Settings(props: {
  readonly me: string;
  readonly onChange: () => void;
  readonly onSignOut: () => void;
  readonly onClose: () => void;
}): JSX.Element {
  return (
    <Dialog title={say('settings')} onClose={props.onClose}>
      <p class="details-name">
        <bdi>{props.me}</bdi>
      </p>
      <fieldset>
        <legend>{say('language')}</legend>
        {(Object.keys(LANGUAGES) as Language[]).map((each) => (
          <label key={each} class="choice" lang={each}>
            <input
              type="radio"
              name="language"
              checked={each === language()}
              onChange={() => {
                speak(each);
                props.onChange();
              }}
            />
            {LANGUAGES[each]}
          </label>
        ))}
      </fieldset>
      <fieldset>
        <legend>{say('theme')}</legend>
        {THEMES.map((each: Theme) => (
          <label key={each} class="choice">
            <input
              type="radio"
              name="theme"
              checked={each === theme()}
              onChange={() => {
                wear(each);
                props.onChange();
              }}
            />
            {say(THEME_WORDS[each])}
          </label>
        ))}
      </fieldset>
      <button type="button" class="danger" onClick={props.onSignOut}>
        {say('signOut')}
      </button>
    </Dialog>
  );
}
