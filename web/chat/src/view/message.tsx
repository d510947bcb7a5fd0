import type { JSX } from 'preact';
import { isOfTwo, type ChatEvent, type Content, type Outgoing } from '@hongyan/client';
import { isWord, say } from '../i18n.js';
import type { ChatModel } from '../state/chat-model.js';
import type { Open } from '../state/open.js';
import { progress, type Progress, type Row } from '../state/transcript.js';
import { inkOf } from './avatar.js';
import { Icon } from './icons.js';
import { clock, day, sentence } from './words.js';

/** What a message may be asked to do. */
export interface MessageActions {
  /** The message whose actions are shown. */
  readonly menuFor: string | null;
  onMenu(key: string | null): void;
  onRecall(event: ChatEvent): void;
  onCopy(text: string): void;
}

/** One row of a conversation. */
export function RowView(props: {
  readonly model: ChatModel;
  readonly open: Open;
  readonly row: Row;
  readonly index: number;
  readonly count: number;
  readonly actions: MessageActions;
}): JSX.Element {
  const { row } = props;
  switch (row.kind) {
    case 'day':
      return (
        <div class="day">
          <span>{day(row.timeMs)}</span>
        </div>
      );
    case 'unread':
      return (
        <div class="new">
          <span>{say('newMessages')}</span>
        </div>
      );
    case 'outgoing':
      return <Waiting model={props.model} message={row.message} follows={row.follows} index={props.index} count={props.count} />;
    case 'event':
      return <EventView {...props} event={row.event} follows={row.follows} rowKey={row.key} />;
  }
}

function EventView(props: {
  readonly model: ChatModel;
  readonly open: Open;
  readonly event: ChatEvent;
  readonly follows: boolean;
  readonly rowKey: string;
  readonly index: number;
  readonly count: number;
  readonly actions: MessageActions;
}): JSX.Element {
  const { model, open, event, actions, rowKey } = props;
  const { payload } = event;
  const place = { 'aria-posinset': props.index + 1, 'aria-setsize': props.count };
  if (payload.kind !== 'message') {
    return (
      <article class="note" tabIndex={-1} {...place}>
        <span dir="auto">{sentence(event, model.me)}</span>
      </article>
    );
  }
  const isMine = event.userId === model.me;
  const isGroup = !isOfTwo(open.id);
  const author = isMine ? say('you') : event.userId;
  const content = payload.content;
  const others = open.members.filter((member) => member.userId !== model.me);
  const known = model.client.conversation(open.id);
  const mayRecall = content !== null && (isMine || known?.role === 'admin' || known?.role === 'owner') && !known?.left;
  const hasMenu = content !== null && (mayRecall || content.kind === 'text');
  return (
    <article
      class={`message ${isMine ? 'mine' : 'theirs'} ${props.follows ? 'follows' : ''}`}
      tabIndex={-1}
      data-key={rowKey}
      aria-label={`${author}, ${clock(event.timeMs)}`}
      {...place}
    >
      {isGroup && !isMine && !props.follows && (
        <bdi class={`author ink-text-${inkOf(event.userId)}`}>{event.userId}</bdi>
      )}
      <div class="bubble">
        {content === null ? <em class="gone">{say('takenBack')}</em> : <Body content={content} />}
        <span class="meta">
          <time>{clock(event.timeMs)}</time>
          {isMine && content !== null && <Ticks progress={progress(known, others, event.seq)} />}
        </span>
      </div>
      {hasMenu && (
        <div class="message-actions">
          <button
            type="button"
            class="quiet square small"
            tabIndex={-1}
            aria-label={say('actions')}
            aria-expanded={actions.menuFor === rowKey}
            onClick={() => actions.onMenu(actions.menuFor === rowKey ? null : rowKey)}
          >
            <Icon name="more" size={18} />
          </button>
          {actions.menuFor === rowKey && (
            <div class="menu" role="group" aria-label={say('actions')}>
              {content.kind === 'text' && (
                <button type="button" onClick={() => actions.onCopy(content.text)}>
                  {say('copy')}
                </button>
              )}
              {mayRecall && (
                <button type="button" class="danger" onClick={() => actions.onRecall(event)}>
                  {say('recall')}
                </button>
              )}
            </div>
          )}
        </div>
      )}
    </article>
  );
}

/** A message that the server may not have yet, or will not take. */
function Waiting(props: {
  readonly model: ChatModel;
  readonly message: Outgoing;
  readonly follows: boolean;
  readonly index: number;
  readonly count: number;
}): JSX.Element {
  const { model, message } = props;
  const { refused, clientMessageId } = message;
  const word = `refused_${refused?.code ?? ''}`;
  return (
    <article
      class={`message mine ${props.follows ? 'follows' : ''} ${refused === null ? 'is-waiting' : 'is-refused'}`}
      tabIndex={-1}
      aria-label={`${say('you')}, ${clock(message.writtenMs)}`}
      aria-posinset={props.index + 1}
      aria-setsize={props.count}
    >
      <div class="bubble">
        <Body content={message.content} />
        <span class="meta">
          <time>{clock(message.writtenMs)}</time>
          <span class="ticks" role="img" aria-label={refused === null ? say('waiting') : say('refused')}>
            <Icon name={refused === null ? 'waiting' : 'refused'} size={15} />
          </span>
        </span>
      </div>
      {refused !== null && (
        <p class="refusal">
          <span>{isWord(word) ? say(word) : `${say('refused')}: ${refused.message}`}</span>
          <button type="button" class="link" onClick={() => model.client.sendAgain(clientMessageId)?.catch(() => {})}>
            {say('tryAgain')}
          </button>
          <button type="button" class="link" onClick={() => model.client.discard(clientMessageId)}>
            {say('discard')}
          </button>
        </p>
      )}
    </article>
  );
}

/** Text is text: whatever it looks like, it is never markup, and its direction is its own. */
function Body({ content }: { readonly content: Content }): JSX.Element {
  switch (content.kind) {
    case 'text':
      return (
        <span class="text" dir="auto">
          {content.text}
        </span>
      );
    case 'custom':
      return (
        <span class="text" dir="auto">
          {content.fallback || say('unknownContent')} <code>{content.type}</code>
        </span>
      );
    case 'unknown':
      return <em class="gone">{say('unknownContent')}</em>;
  }
}

function Ticks({ progress: { kind, readBy, deliveredTo, of } }: { readonly progress: Progress }): JSX.Element {
  const label =
    of <= 1
      ? say(kind)
      : readBy > 0
        ? say('readBy', { n: readBy, of })
        : deliveredTo > 0
          ? say('deliveredTo', { n: deliveredTo, of })
          : say('sent');
  return (
    <span class={`ticks ticks-${kind}`} role="img" aria-label={label} title={label}>
      <Icon name={kind === 'sent' ? 'sent' : 'both'} size={16} />
    </span>
  );
}
