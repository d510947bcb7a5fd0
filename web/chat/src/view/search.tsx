import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { isOfTwo, type SearchHit } from '@hongyan/client';
import { say } from '../i18n.js';
import type { ChatModel } from '../state/chat-model.js';
import { snippet } from '../state/snippet.js';
import { Icon } from './icons.js';
import { when } from './words.js';

/** As long may be what is looked for. */
const TEXT_MAX = 200;

/** Looks for messages, in the place of the list of conversations. */
export function Search(props: {
  readonly model: ChatModel;
  readonly onOpen: (id: string) => void;
  readonly onClose: () => void;
}): JSX.Element {
  const { model } = props;
  const { search } = model;
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => box.current?.focus(), []);
  const open = ({ event }: SearchHit): void => {
    search.go(event.conversationId, event.seq);
    props.onOpen(event.conversationId);
  };
  return (
    <section class="search" aria-label={say('searchMessages')} onKeyDown={(event) => event.key === 'Escape' && props.onClose()}>
      <form
        class="search-box"
        role="search"
        onSubmit={(event) => {
          event.preventDefault();
          void search.now();
        }}
      >
        <input
          ref={box}
          type="search"
          value={search.text}
          maxLength={TEXT_MAX}
          placeholder={say('searchMessages')}
          aria-label={say('searchMessages')}
          onInput={(event) => search.type(event.currentTarget.value)}
        />
        <button type="button" class="quiet square" aria-label={say('searchClose')} title={say('searchClose')} onClick={props.onClose}>
          <Icon name="close" />
        </button>
      </form>
      <p class={search.hits.length > 0 ? 'unseen' : 'search-state'} role="status">
        {state(search)}
      </p>
      <ul class="conversations">
        {search.hits.map((hit) => (
          <li key={`${hit.event.conversationId} ${hit.event.seq}`}>
            <Hit model={model} hit={hit} onOpen={() => open(hit)} />
          </li>
        ))}
        {search.hasMore && (
          <li>
            <button type="button" class="quiet search-more" onClick={() => void search.more()}>
              {say('searchMore')}
            </button>
          </li>
        )}
      </ul>
    </section>
  );
}

function state({ state, why, hits }: ChatModel['search']): string {
  switch (state) {
    case 'idle':
      return say('searchHint');
    case 'asking':
      return hits.length === 0 ? say('searching') : '';
    case 'failed':
      return why;
    case 'done':
      return hits.length === 0 ? say('nothingFound') : say('foundCount', { n: hits.length });
  }
}

/** Whatever a message says is text here, too: pieces of it, marked where they were found. */
function Hit({ model, hit, onOpen }: { readonly model: ChatModel; readonly hit: SearchHit; readonly onOpen: () => void }): JSX.Element {
  const { conversationId, userId, timeMs } = hit.event;
  const author = userId === model.me ? say('you') : isOfTwo(conversationId) ? '' : userId;
  return (
    <button type="button" class="entry" onClick={onOpen}>
      <span class="entry-text">
        <span class="entry-line">
          <bdi class="entry-title">{model.title(conversationId)}</bdi>
          <time class="entry-time">{when(timeMs)}</time>
        </span>
        <span class="hit-words">
          {author !== '' && <bdi class="hit-author">{author}: </bdi>}
          <bdi>{snippet(hit).map(({ text, found }) => (found ? <mark>{text}</mark> : text))}</bdi>
        </span>
      </span>
    </button>
  );
}
