import type { JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { inListOrder, isOfTwo, lastTimeMs, peerOf, type Conversation, type Outgoing } from '@hongyan/client';
import { say } from '../i18n.js';
import type { ChatModel } from '../state/chat-model.js';
import { Avatar } from './avatar.js';
import { Icon } from './icons.js';
import { Search } from './search.js';
import { inOneLine } from '../state/spoken.js';
import { preview, when } from './words.js';

/** With fewer there is nothing to filter. */
const FILTER_FROM = 8;

interface SidebarProps {
  readonly model: ChatModel;
  readonly onOpen: (id: string) => void;
  readonly onNew: () => void;
  readonly onSettings: () => void;
}

/** All conversations, pinned ones first, then the latest; or what a search finds in them. */
export function Sidebar(props: SidebarProps): JSX.Element {
  const { model } = props;
  const [isSearching, setSearching] = useState(false);
  const closed = useRef<HTMLButtonElement>(null);
  const close = (): void => {
    setSearching(false);
    closed.current?.focus(); // where the search was begun
  };
  return (
    <nav class="sidebar" aria-label={say('conversations')}>
      <h1 class="unseen">{say('conversations')}</h1>
      <header class="sidebar-head">
        <button type="button" class="me" onClick={props.onSettings}>
          <Avatar name={model.me} presence={model.state === 'online' ? 'online' : undefined} />
          <bdi>{model.me}</bdi>
          <span class="unseen">{say('settings')}</span>
        </button>
        <button type="button" ref={closed} class="quiet square search-open" aria-label={say('searchMessages')} title={say('searchMessages')} onClick={() => setSearching(true)}>
          <Icon name="search" />
        </button>
        <button type="button" class="quiet square" aria-label={say('newConversation')} title={say('newConversation')} onClick={props.onNew}>
          <Icon name="compose" />
        </button>
      </header>
      {isSearching ? (
        <Search model={model} onOpen={props.onOpen} onClose={close} />
      ) : (
        <All {...props} />
      )}
    </nav>
  );
}

/** The conversations, which may be filtered. */
function All(props: SidebarProps): JSX.Element {
  const { model } = props;
  const [filter, setFilter] = useState('');
  const [inArchive, setInArchive] = useState(false);
  const all = [...model.conversations()].sort(inListOrder);
  const archived = all.filter((conversation) => conversation.archivedSeq > 0);
  const isArchive = inArchive && archived.length > 0;
  const wanted = filter.trim().toLocaleLowerCase();
  // Who looks for a name wants it wherever it is.
  const shown = all.filter(({ id, archivedSeq }) =>
    wanted === '' ? archivedSeq > 0 === isArchive : model.title(id).toLocaleLowerCase().includes(wanted),
  );
  return (
    <>
      {all.length >= FILTER_FROM && (
        <input
          class="filter"
          type="search"
          value={filter}
          placeholder={say('searchConversations')}
          aria-label={say('searchConversations')}
          onInput={(event) => setFilter(event.currentTarget.value)}
        />
      )}
      {all.length === 0 ? (
        <div class="empty">
          <p class="empty-title">{say('noConversations')}</p>
          <p>{say('noConversationsHint')}</p>
          <button type="button" onClick={props.onNew}>
            {say('newConversation')}
          </button>
        </div>
      ) : shown.length === 0 && wanted !== '' ? (
        <p class="empty">{say('noneFound')}</p>
      ) : (
        <ul class="conversations">
          {shown.map((conversation) => (
            <li key={conversation.id}>
              <Entry model={model} conversation={conversation} onOpen={props.onOpen} />
            </li>
          ))}
        </ul>
      )}
      {archived.length > 0 && wanted === '' && (
        <button type="button" class="quiet archive-switch" aria-pressed={isArchive} onClick={() => setInArchive(!isArchive)}>
          {isArchive ? say('allConversations') : say('archivedCount', { n: archived.length })}
        </button>
      )}
    </>
  );
}

function Entry(props: {
  readonly model: ChatModel;
  readonly conversation: Conversation;
  readonly onOpen: (id: string) => void;
}): JSX.Element {
  const { model, conversation } = props;
  const { id, unread, mentions, muted, pinnedMs, markedUnread } = conversation;
  const title = model.title(id);
  const typing = model.typing(id);
  const isGroup = !isOfTwo(id);
  const presence = model.presence.get(peerOf(id, model.me) ?? '')?.state;
  const waiting = model.outgoing(id).at(-1);
  return (
    <button
      type="button"
      class="entry"
      aria-current={model.open?.id === id ? 'true' : undefined}
      onClick={() => props.onOpen(id)}
    >
      <Avatar name={title} group={isGroup} presence={presence} />
      <span class="entry-text">
        <span class="entry-line">
          <bdi class="entry-title">{title}</bdi>
          {pinnedMs > 0 && (
            <span class="entry-muted" role="img" aria-label={say('pinned')}>
              <Icon name="pin" size={14} />
            </span>
          )}
          {muted && (
            <span class="entry-muted" role="img" aria-label={say('muted')}>
              <Icon name="mute" size={14} />
            </span>
          )}
          <time class="entry-time">{when(lastTimeMs(conversation))}</time>
        </span>
        <span class="entry-line">
          <span class={`entry-preview ${typing.length > 0 ? 'is-typing' : ''}`} dir="auto">
            {typing.length > 0
              ? isGroup
                ? say('nameTyping', { name: typing[0] ?? '' })
                : say('typing')
              : waiting !== undefined
                ? `${say('you')}: ${waitingLine(waiting)}`
                : preview(conversation.lastEvent, model.me, isGroup)}
          </span>
          {mentions.count > 0 && (
            <span
              class="mention"
              role="img"
              aria-label={mentions.count === 1 ? say('mentionOne') : say('mentionCount', { n: mentions.count })}
            >
              @{mentions.count > 999 ? '999+' : mentions.count}
            </span>
          )}
          {unread > 0 && (
            <span class={`badge ${muted ? 'badge-muted' : ''}`} aria-label={say('unreadCount', { n: unread })} role="img">
              {unread > 999 ? '999+' : unread}
            </span>
          )}
          {unread === 0 && markedUnread && <span class="mark" aria-label={say('markedUnread')} role="img" />}
        </span>
      </span>
    </button>
  );
}

function waitingLine({ content, editsSeq }: Outgoing): string {
  const line = inOneLine(content);
  return editsSeq === null ? line : say('editedTo', { text: line });
}
