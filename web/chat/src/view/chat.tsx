import type { JSX, TargetedKeyboardEvent } from 'preact';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { isOfTwo, mayPost, peerOf, type ChatEvent, type Content } from '@hongyan/client';
import { say } from '../i18n.js';
import { VirtualList } from '../list/virtual-list.js';
import type { ChatModel } from '../state/chat-model.js';
import { lastToEdit } from '../state/composing.js';
import type { Open } from '../state/open.js';
import { rows } from '../state/transcript.js';
import { Avatar } from './avatar.js';
import { Composer } from './composer.js';
import { Forward } from './forward.js';
import { Icon } from './icons.js';
import { RowView } from './message.js';
import type { MessageActions } from './message-menu.js';
import { OtherEmoji, WhoReacted } from './reactions.js';
import { useIsBefore } from './time.js';
import { dayKey, moment, presenceWords } from './words.js';

/** How long a message that was looked for is pointed at. */
const POINTED_MS = 2_000;

/** A window about one message. */
type MessageWindow =
  | { readonly kind: 'who' | 'react'; readonly event: ChatEvent }
  | { readonly kind: 'forward'; readonly content: Content };

/** The conversation that is open. */
export function Chat(props: {
  readonly model: ChatModel;
  readonly open: Open;
  readonly onBack: () => void;
  readonly onDetails: () => void;
  readonly onOpen: (id: string) => void;
}): JSX.Element {
  const { model, open } = props;
  const { id } = open;
  const [atEnd, setAtEnd] = useState(true);
  const [menuFor, setMenuFor] = useState<string | null>(null);
  const [pointedAt, setPointedAt] = useState<number | null>(null);
  const [about, setAbout] = useState<MessageWindow | null>(null);
  const [mentions, setMentions] = useState(open.mentionSeqs);
  const toEnd = useRef<() => void>(() => {});
  const toRow = useRef<(key: string) => void>(() => {});
  const events = open.transcript.events;
  const outgoing = model.outgoing(id);
  const list = useMemo(
    () => rows(events, outgoing, model.me, open.newAfterSeq, dayKey),
    [open.transcript, open.transcript.revision, outgoing.map((message) => message.clientMessageId + message.refused).join()],
  );
  const beginAt = useMemo(() => (list.some((row) => row.key === 'unread') ? 'unread' : null), []);
  const known = model.client.conversation(id);
  const peer = peerOf(id, model.me);
  const silenced = useIsBefore(known?.silencedUntilMs ?? 0);

  useEffect(() => {
    const attend = (): void => model.attend(atEnd && document.visibilityState === 'visible' && document.hasFocus());
    attend();
    const events = ['visibilitychange', 'focus', 'blur'] as const;
    events.forEach((event) => window.addEventListener(event, attend));
    document.addEventListener('visibilitychange', attend);
    return () => {
      events.forEach((event) => window.removeEventListener(event, attend));
      document.removeEventListener('visibilitychange', attend);
      model.attend(false);
    };
  }, [atEnd, id]);

  useLayoutEffect(() => {
    const row = list.find((each) => each.kind === 'event' && each.event.seq === pointedAt);
    if (row === undefined) {
      return undefined;
    }
    toRow.current(row.key);
    const over = setTimeout(() => setPointedAt(null), POINTED_MS);
    return () => clearTimeout(over);
  }, [pointedAt]);

  const onGo = (seq: number): void =>
    void model.history.loadBackTo(open, seq).then((isHere) => (isHere ? setPointedAt(seq) : model.say(say('tooFarBack'))));
  const { wanted } = model.search;
  useEffect(() => {
    if (wanted?.id === id) {
      model.search.wanted = null;
      onGo(wanted.seq);
    }
  }, [wanted, id]);

  const onReact = (event: ChatEvent, emoji: string, present: boolean): void => {
    void model.attempt(() => model.client.react(id, event.seq, emoji, present));
  };
  const actions: MessageActions = {
    menuFor,
    pointedAt,
    onMenu: setMenuFor,
    onReact,
    onOtherEmoji: (event) => setAbout({ kind: 'react', event }),
    onWho: (event) => setAbout({ kind: 'who', event }),
    onReply: (to) => model.compose({ kind: 'reply', to }),
    onEdit: (of) => model.compose({ kind: 'edit', of }),
    onForward: (content) => setAbout({ kind: 'forward', content }),
    onCopy: (text) => void model.attempt(() => navigator.clipboard.writeText(text)),
    onRecall: (event) => void model.attempt(() => model.client.recall(id, event.seq)),
    onGo,
  };

  return (
    <div class="chat">
      <ChatHead {...props} />
      {list.length === 0 && open.older !== 'loading' && !model.history.hasOlder(open) ? (
        <div class="empty chat-empty">
          <p class="empty-title">{say('emptyChat')}</p>
          <p>{say('emptyChatHint')}</p>
        </div>
      ) : (
        <div class="list">
          <VirtualList
            rows={list}
            label={model.title(id)}
            render={(row, index) => (
              <RowView model={model} open={open} row={row} index={index} count={list.length} actions={actions} />
            )}
            head={<Head model={model} open={open} />}
            onNearTop={() => void model.history.load(open)}
            onAtEnd={setAtEnd}
            beginAt={beginAt}
            onKeyDown={(event) => walk(event, setMenuFor)}
            toEnd={toEnd}
            toRow={toRow}
          />
          {mentions.length > 0 && (
            <button
              type="button"
              class="to-mention"
              aria-label={say('toMention')}
              title={say('toMention')}
              onClick={() => {
                onGo(mentions[0] ?? 0);
                setMentions(mentions.slice(1));
              }}
            >
              <span class="mention">@{mentions.length}</span>
            </button>
          )}
          {!atEnd && (
            <button type="button" class="to-latest" aria-label={say('toLatest')} onClick={() => toEnd.current()}>
              <Icon name="down" />
              {known !== undefined && known.unread > 0 && <span class="badge">{known.unread}</span>}
            </button>
          )}
        </div>
      )}
      {known?.left ? (
        <p class="cannot-write">{say('leftHint')}</p>
      ) : known !== undefined && !known.blocked && !mayPost(known) ? (
        <p class="cannot-write">{say('adminsWrite')}</p>
      ) : silenced ? (
        <p class="cannot-write">{say('silencedHint', { when: moment(known?.silencedUntilMs ?? 0) })}</p>
      ) : known?.blocked ? (
        <p class="cannot-write">{say('blockedHint', { name: peer ?? '' })}</p>
      ) : (
        <Composer
          key={`${id} ${open.composing.kind === 'edit' ? open.composing.of.seq : ''}`}
          model={model}
          open={open}
          onSent={() => open.composing.kind === 'edit' || toEnd.current()}
          onEditLast={() => {
            const of = lastToEdit(events, model.me);
            if (of !== undefined) {
              model.compose({ kind: 'edit', of });
            }
          }}
        />
      )}
      {about?.kind === 'who' && <WhoReacted model={model} event={about.event} onClose={() => setAbout(null)} />}
      {about?.kind === 'react' && (
        <OtherEmoji
          onClose={() => setAbout(null)}
          onChosen={(emoji) => {
            setAbout(null);
            onReact(about.event, emoji, true);
          }}
        />
      )}
      {about?.kind === 'forward' && (
        <Forward
          model={model}
          content={about.content}
          onClose={() => setAbout(null)}
          onForwarded={(to) => {
            setAbout(null);
            props.onOpen(to);
          }}
        />
      )}
    </div>
  );
}

/** Arrows walk from message to message, Enter shows what can be done with one. */
function walk(event: TargetedKeyboardEvent<HTMLElement>, onMenu: (key: string | null) => void): void {
  const articles = [...event.currentTarget.querySelectorAll<HTMLElement>('article')];
  const at = articles.findIndex((article) => article === document.activeElement);
  switch (event.key) {
    case 'ArrowUp':
    case 'ArrowDown': {
      const next = articles[at < 0 ? articles.length - 1 : at + (event.key === 'ArrowUp' ? -1 : 1)];
      if (next !== undefined) {
        event.preventDefault();
        next.focus();
      }
      break;
    }
    case 'Enter': {
      const article = articles[at];
      if (article?.dataset['key'] !== undefined && article.querySelector('.message-actions') !== null) {
        event.preventDefault();
        onMenu(article.dataset['key']);
      }
      break;
    }
    case 'Escape':
      onMenu(null);
      (document.activeElement?.closest('article') as HTMLElement | null)?.focus();
      break;
  }
}

function Head({ model, open }: { readonly model: ChatModel; readonly open: Open }): JSX.Element {
  if (open.older === 'loading') {
    return (
      <p class="head-note loading" role="status">
        {say('loadingOlder')}
      </p>
    );
  }
  if (open.older === 'failed') {
    return <p class="head-note">{say('olderFailed')}</p>;
  }
  return <p class="head-note">{model.history.hasOlder(open) ? '\u00a0' : say('beginning')}</p>;
}

function ChatHead(props: {
  readonly model: ChatModel;
  readonly open: Open;
  readonly onBack: () => void;
  readonly onDetails: () => void;
}): JSX.Element {
  const { model } = props;
  const { id } = props.open;
  const known = model.client.conversation(id);
  const peer = peerOf(id, model.me);
  const typing = model.typing(id);
  const title = model.title(id);
  const members = known?.memberCount ?? 0;
  const status =
    typing.length > 0
      ? peer !== null
        ? say('typing')
        : say('nameTyping', { name: typing[0] ?? '' })
      : peer !== null
        ? presenceWords(model.presence.get(peer))
        : known?.left
          ? ''
          : members === 1
            ? say('memberOne')
            : say('membersCount', { n: members });
  return (
    <header class="chat-head">
      <button type="button" class="quiet square back" aria-label={say('back')} onClick={props.onBack}>
        <Icon name="back" />
      </button>
      <Avatar name={title} group={!isOfTwo(id)} presence={model.presence.get(peer ?? '')?.state} />
      <div class="chat-title">
        <h1>
          <bdi>{title}</bdi>
        </h1>
        <p class={typing.length > 0 ? 'is-typing' : ''} role="status">
          {status}
        </p>
      </div>
      {known !== undefined && !known.left && (
        <button
          type="button"
          class="quiet square"
          aria-label={say(known.muted ? 'unmute' : 'mute')}
          title={say(known.muted ? 'unmute' : 'mute')}
          aria-pressed={known.muted}
          onClick={() => void model.attempt(() => model.client.mute(id, !known.muted))}
        >
          <Icon name={known.muted ? 'mute' : 'sound'} />
        </button>
      )}
      {known !== undefined && (
        <button type="button" class="quiet square" aria-label={say('details')} title={say('details')} onClick={props.onDetails}>
          <Icon name="details" />
        </button>
      )}
    </header>
  );
}
