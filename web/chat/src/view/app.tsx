import type { JSX } from 'preact';
import { useEffect, useReducer, useState } from 'preact/hooks';
import { say } from '../i18n.js';
import type { ChatModel } from '../state/chat-model.js';
import { Banner } from './banner.js';
import { Chat } from './chat.js';
import { Details } from './details.js';
import { Icon } from './icons.js';
import { Skein } from './login.js';
import { NewConversation } from './new-conversation.js';
import { Settings } from './settings.js';
import { Sidebar } from './sidebar.js';

const PLACE = '#/c/';

/** The conversation that the address names; null if it names none. */
function place(): string | null {
  return location.hash.startsWith(PLACE) ? decodeURIComponent(location.hash.slice(PLACE.length)) : null;
}

/** Everything that somebody who is logged in sees. */
export function App(props: {
  readonly model: ChatModel;
  readonly people: readonly string[];
  readonly onSignOut: () => void;
  readonly onLogIn: () => void;
}): JSX.Element {
  const { model } = props;
  const [, look] = useReducer((times: number) => times + 1, 0);
  const [window_, setWindow] = useState<'none' | 'new' | 'settings' | 'details'>('none');
  useEffect(() => model.watch(() => look(undefined)), [model]);
  useEffect(() => {
    const go = (): void => model.show(place());
    go();
    window.addEventListener('hashchange', go);
    return () => window.removeEventListener('hashchange', go);
  }, [model]);
  useEffect(() => {
    document.title = model.unreadTotal > 0 ? `(${model.unreadTotal}) Hongyan` : 'Hongyan';
  });
  const open = (id: string): void => {
    setWindow('none');
    location.hash = PLACE + encodeURIComponent(id);
  };
  const away = (): void => {
    location.hash = '#/';
  };
  const shut = (): void => {
    model.dismiss();
    setWindow('none');
  };
  return (
    <main class={`app ${model.open === null ? 'is-list' : 'is-chat'}`}>
      <Banner model={model} onLogIn={props.onLogIn} />
      <Sidebar model={model} onOpen={open} onNew={() => setWindow('new')} onSettings={() => setWindow('settings')} />
      <div class="pane">
        {model.open === null ? (
          <div class="nothing">
            <Skein />
            <h2>{say('pickConversation')}</h2>
            <p>{say('pickHint')}</p>
          </div>
        ) : (
          <Chat
            key={model.open.id}
            model={model}
            open={model.open}
            onBack={away}
            onDetails={() => setWindow('details')}
            onOpen={open}
          />
        )}
      </div>
      {model.notice !== '' && window_ === 'none' && (
        <div class="notice" role="alert">
          <span>{model.notice}</span>
          <button type="button" class="quiet square small" aria-label={say('close')} onClick={() => model.dismiss()}>
            <Icon name="close" size={16} />
          </button>
        </div>
      )}
      <p class="unseen" role="log" aria-live="polite">
        {model.announcement}
      </p>
      {window_ === 'new' && <NewConversation model={model} people={props.people} onOpen={open} onClose={shut} />}
      {window_ === 'settings' && (
        <Settings me={model.me} onChange={() => look(undefined)} onSignOut={props.onSignOut} onClose={shut} />
      )}
      {window_ === 'details' && model.open !== null && (
        <Details model={model} open={model.open} onClose={shut} onAway={() => (shut(), away())} />
      )}
    </main>
  );
}
