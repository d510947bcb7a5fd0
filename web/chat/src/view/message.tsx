import type { JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { isOfTwo, mayPost, type ChatEvent, type Message, type Outgoing } from '@hongyan/client';
import { say } from '../i18n.js';
import type { ChatModel } from '../state/chat-model.js';
import { mayEdit } from '../state/composing.js';
import type { Open } from '../state/open.js';
import { progress, type Progress, type Row } from '../state/transcript.js';
import { inkOf } from './avatar.js';
import { Body } from './body.js';
import { Icon } from './icons.js';
import { MessageMenu, type MessageActions } from './message-menu.js';
import { Quote } from './quote.js';
import { Reactions } from './reactions.js';
import { Waiting } from './waiting.js';
import { useIsBefore } from './time.js';
import { clock, day, moment, sentence } from './words.js';

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
      return <Waiting {...props} message={row.message} follows={row.follows} onGo={props.actions.onGo} />;
    case 'event':
      return row.event.payload.kind === 'message' ? (
        <MessageView {...props} {...row} message={row.event.payload} rowKey={row.key} />
      ) : (
        <article class="note" tabIndex={-1} aria-posinset={props.index + 1} aria-setsize={props.count}>
          <span dir="auto">{sentence(row.event, props.model.me)}</span>
        </article>
      );
  }
}

function MessageView(props: {
  readonly model: ChatModel;
  readonly open: Open;
  readonly event: ChatEvent;
  readonly message: Message;
  readonly edit: Outgoing | null;
  readonly follows: boolean;
  readonly rowKey: string;
  readonly index: number;
  readonly count: number;
  readonly actions: MessageActions;
}): JSX.Element {
  const { model, open, event, message, edit, actions, rowKey } = props;
  const element = useRef<HTMLElement>(null);
  const isPointedAt = actions.pointedAt === event.seq;
  useLayoutEffect(() => {
    if (isPointedAt) {
      element.current?.focus({ preventScroll: true });
    }
  }, [isPointedAt]);
  const isMine = event.userId === model.me;
  const isGroup = !isOfTwo(open.id);
  const author = isMine ? say('you') : event.userId;
  const disappears = useIsBefore(message.expiresMs);
  const isOver = message.expiresMs > 0 && !disappears;
  const when = disappears ? say('disappears', { when: moment(message.expiresMs) }) : '';
  const content = message.content === null || isOver ? null : (edit?.content ?? message.content);
  const others = open.members.filter((member) => member.userId !== model.me);
  const known = model.client.conversation(open.id);
  const mayReact = known !== undefined && !known.left && !known.blocked && known.silencedUntilMs <= Date.now();
  const mayWrite = mayReact && mayPost(known);
  const mayRecall = (isMine || known?.role === 'admin' || known?.role === 'owner') && !known?.left;
  const onReact = (emoji: string, present: boolean): void => actions.onReact(event, emoji, present);
  return (
    <article
      ref={element}
      class={`message ${isMine ? 'mine' : 'theirs'} ${props.follows ? 'follows' : ''} ${isPointedAt ? 'is-pointed-at' : ''}`}
      tabIndex={-1}
      data-key={rowKey}
      aria-label={`${author}, ${clock(event.timeMs)}`}
      aria-posinset={props.index + 1}
      aria-setsize={props.count}
    >
      {isGroup && !isMine && !props.follows && (
        <bdi class={`author ink-text-${inkOf(event.userId)}`}>{event.userId}</bdi>
      )}
      <div class="bubble">
        {content?.replyTo !== undefined && <Quote model={model} open={open} reply={content.replyTo} onGo={actions.onGo} />}
        {content === null ? <em class="gone">{say(isOver ? 'disappeared' : 'takenBack')}</em> : <Body model={model} content={content} at={{ conversationId: open.id, seq: event.seq }} />}
        <span class="meta">
          {content !== null && disappears && (
            <span title={when} aria-label={when} role="img">
              <Icon name="waiting" size={13} />
            </span>
          )}
          {content !== null && <Edited message={message} edit={edit} />}
          <time>{clock(event.timeMs)}</time>
          {isMine && content !== null && <Ticks progress={progress(known, others, event.seq)} />}
        </span>
      </div>
      {message.reactions.length > 0 && (
        <Reactions reactions={message.reactions} mayReact={mayReact} onReact={onReact} onWho={() => actions.onWho(event)} />
      )}
      {content !== null && (
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
            <MessageMenu
              event={event}
              content={content}
              mine={message.reactions.flatMap(({ emoji, mine }) => (mine ? [emoji] : []))}
              hasReactions={message.reactions.length > 0}
              mayReact={mayReact}
              mayWrite={mayWrite}
              mayEdit={mayWrite && mayEdit(event, model.me)}
              mayRecall={mayRecall}
              actions={actions}
            />
          )}
        </div>
      )}
    </article>
  );
}

/** That a message says something else than it did, or soon will for others. */
function Edited({ message, edit }: { readonly message: Message; readonly edit: Outgoing | null }): JSX.Element | null {
  if (edit !== null) {
    return (
      <span class="ticks" role="img" aria-label={say('editWaiting')} title={say('editWaiting')}>
        <Icon name="waiting" size={15} />
      </span>
    );
  }
  return message.editedSeq === 0 ? null : <span title={say('editedAt', { when: moment(message.editedMs) })}>{say('edited')}</span>;
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
