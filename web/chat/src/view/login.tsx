import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { LANGUAGES, language, say, speak, type Language } from '../i18n.js';
import { Avatar } from './avatar.js';
import { Icon } from './icons.js';

/** What a user may be called. */
export const USER_ID = /^[A-Za-z0-9._@-]{1,64}$/;

/** Who are you? In development anybody may be anybody. */
export function Login(props: {
  readonly users: readonly string[];
  readonly onLogin: (userId: string) => void;
  readonly onLanguage: () => void;
}): JSX.Element {
  const [name, setName] = useState('');
  const [isWrong, setWrong] = useState(false);
  const submit = (event: Event): void => {
    event.preventDefault();
    if (USER_ID.test(name.trim())) {
      props.onLogin(name.trim());
    } else {
      setWrong(true);
    }
  };
  return (
    <main class="login">
      <Skein />
      <section class="card" aria-labelledby="who">
        <header class="brand">
          <span class="seal">
            <Icon name="goose" size={26} />
          </span>
          <h1>
            Hongyan <span lang="zh">鸿雁</span>
          </h1>
          <p>{say('tagline')}</p>
        </header>
        <h2 id="who">{say('whoAreYou')}</h2>
        {props.users.length > 0 && (
          <ul class="people" aria-label={say('demoUsers')}>
            {props.users.map((user) => (
              <li key={user}>
                <button type="button" class="person" onClick={() => props.onLogin(user)}>
                  <Avatar name={user} />
                  <span>{user}</span>
                </button>
              </li>
            ))}
          </ul>
        )}
        <form onSubmit={submit} noValidate>
          <label for="name">{say('otherName')}</label>
          <div class="line">
            <input
              id="name"
              value={name}
              autocomplete="off"
              spellcheck={false}
              maxLength={64}
              placeholder={say('namePlaceholder')}
              aria-invalid={isWrong}
              aria-describedby={isWrong ? 'rule' : undefined}
              onInput={(event) => {
                setName(event.currentTarget.value);
                setWrong(false);
              }}
            />
            <button type="submit">{say('enter')}</button>
          </div>
          {isWrong && (
            <p id="rule" class="wrong" role="alert">
              {say('nameRule')}
            </p>
          )}
        </form>
        <footer>
          <p>{say('developmentOnly')}</p>
          <p class="languages">
            {(Object.keys(LANGUAGES) as Language[]).map((each) => (
              <button
                type="button"
                key={each}
                class="link"
                lang={each}
                aria-pressed={each === language()}
                onClick={() => {
                  speak(each);
                  props.onLanguage();
                }}
              >
                {LANGUAGES[each]}
              </button>
            ))}
          </p>
        </footer>
      </section>
    </main>
  );
}

/** Wild geese in their line, far away. */
export function Skein(): JSX.Element {
  const geese = [
    [150, 20], [122, 34], [178, 36], [94, 50], [207, 54], [66, 67], [237, 71], [37, 86],
  ] as const;
  return (
    <svg class="skein" viewBox="0 0 280 110" fill="none" stroke="currentColor" stroke-width="1.600" stroke-linecap="round" aria-hidden="true">
      {geese.map(([x, y], index) => (
        <path key={index} d={`M${x - 10} ${y + 3}q6 -1 10 -6q4 5 10 6`} />
      ))}
    </svg>
  );
}
