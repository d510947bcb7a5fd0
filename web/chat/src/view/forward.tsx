import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { forwarded, isOfTwo, peerOf, type Content } from '@hongyan/client';
import { say } from '../i18n.js';
import type { ChatModel } from '../state/chat-model.js';
import { Avatar } from './avatar.js';
import { Dialog } from './dialog.js';
import { inOneLine } from '../state/spoken.js';

/** Where to say once more what somebody said. */
export function Forward(props: {
  readonly model: ChatModel;
  readonly content: Content;
  readonly onForwarded: (conversationId: string) => void;
  readonly onClose: () => void;
}): JSX.Element {
  const { model, content } = props;
  const [filter, setFilter] = useState('');
  const wanted = filter.trim().toLocaleLowerCase();
  const places = model
    .conversations()
    .filter(({ id, left, blocked }) => !left && !blocked && model.title(id).toLocaleLowerCase().includes(wanted));
  return (
    <Dialog title={say('forwardTo')} onClose={props.onClose}>
      <p class="quote">
        <span class="quote-text" dir="auto">
          {inOneLine(content)}
        </span>
      </p>
      <input
        type="search"
        value={filter}
        placeholder={say('searchConversations')}
        aria-label={say('searchConversations')}
        onInput={(event) => setFilter(event.currentTarget.value)}
      />
      {places.length === 0 ? (
        <p class="empty">{say('noneFound')}</p>
      ) : (
        <ul class="places">
          {places.map(({ id }) => (
            <li key={id}>
              <button
                type="button"
                class="entry"
                onClick={() => {
                  // Kept and shown as waiting at once; what becomes of it stands beside it.
                  model.client.send(id, forwarded(content)).catch(() => {});
                  props.onForwarded(id);
                }}
              >
                <Avatar name={model.title(id)} group={!isOfTwo(id)} presence={model.presence.get(peerOf(id, model.me) ?? '')?.state} />
                <bdi class="entry-title">{model.title(id)}</bdi>
              </button>
            </li>
          ))}
        </ul>
      )}
    </Dialog>
  );
}
