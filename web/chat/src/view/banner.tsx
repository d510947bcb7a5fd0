import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { say } from '../i18n.js';
import type { ChatModel } from '../state/chat-model.js';

/** Shorter than this no state is worth a word: a login takes less. */
const SAY_AFTER_MS = 800;

/** Says what is so: nothing while all is well, and never that all is well while it is not. */
export function Banner({ model, onLogIn }: { readonly model: ChatModel; readonly onLogIn: () => void }): JSX.Element {
  const [now, setNow] = useState(Date.now());
  const [since] = useState({ state: model.state, at: Date.now() });
  const isUp = model.state === 'online';
  if (since.state !== model.state && (isUp || since.state === 'online')) {
    since.at = Date.now();
  }
  since.state = model.state;
  useEffect(() => {
    if (isUp) {
      return;
    }
    const timer = setInterval(() => setNow(Date.now()), 250);
    return () => clearInterval(timer);
  }, [isUp]);
  const isLong = now - since.at > SAY_AFTER_MS;
  return (
    <div class="banners" role="status">
      {model.state === 'stopped' && (
        <p class="banner">
          <span>{say('stopped', { why: model.why })}</span>
          <button type="button" class="link" onClick={onLogIn}>
            {say('logInAgain')}
          </button>
        </p>
      )}
      {(model.state === 'waiting' || model.state === 'connecting') && isLong && (
        <p class="banner">
          <span class="pulse" aria-hidden="true" />
          <span>{state(model, now)}</span>
          {model.state === 'waiting' && (
            <button type="button" class="link" onClick={() => model.client.nudge()}>
              {say('tryNow')}
            </button>
          )}
        </p>
      )}
      {model.storeFailed && (
        <p class="banner">
          <span>{say('storeFailed')}</span>
          <button type="button" class="link" onClick={() => model.dismiss()}>
            {say('close')}
          </button>
        </p>
      )}
    </div>
  );
}

function state(model: ChatModel, now: number): string {
  if (model.state === 'connecting') {
    return say('connecting');
  }
  const seconds = Math.ceil(((model.retryAtMs ?? now) - now) / 1_000);
  return seconds > 1 ? say('noConnection', { s: seconds }) : say('noConnectionSoon');
}
