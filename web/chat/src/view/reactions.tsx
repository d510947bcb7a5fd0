import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { ChatEvent, Reaction, UserReaction } from '@hongyan/client';
import { say } from '../i18n.js';
import type { ChatModel } from '../state/chat-model.js';
import { emojiOf } from '../state/emoji.js';
import { failure } from '../state/failure.js';
import { Avatar } from './avatar.js';
import { Dialog } from './dialog.js';
import { Icon } from './icons.js';

const NAMES_PER_PAGE = 100;

/** The reactions to a message: each counted, one's own pressed. */
export function Reactions(props: {
  readonly reactions: readonly Reaction[];
  readonly mayReact: boolean;
  readonly onReact: (emoji: string, present: boolean) => void;
  readonly onWho: () => void;
}): JSX.Element {
  return (
    <div class="reactions" role="group" aria-label={say('reactions')}>
      {props.reactions.map(({ emoji, count, mine }) => (
        <button
          type="button"
          key={emoji}
          class="reaction"
          aria-label={say('reactionCount', { emoji, n: count })}
          aria-pressed={mine}
          disabled={!props.mayReact}
          onClick={() => props.onReact(emoji, !mine)}
        >
          <bdi>{emoji}</bdi> {count}
        </button>
      ))}
      <button type="button" class="reaction who" aria-label={say('whoReacted')} title={say('whoReacted')} onClick={props.onWho}>
        <Icon name="people" size={15} />
      </button>
    </div>
  );
}

/** Who reacted to a message, page by page. */
export function WhoReacted(props: { readonly model: ChatModel; readonly event: ChatEvent; readonly onClose: () => void }): JSX.Element {
  const { model, event } = props;
  const [known, setKnown] = useState<readonly UserReaction[]>([]);
  const [next, setNext] = useState<string | null>(null);
  const [wrong, setWrong] = useState('');
  const load = async (pageToken: string, before: readonly UserReaction[]): Promise<void> => {
    try {
      const page = await model.client.reactions(event.conversationId, event.seq, '', pageToken, NAMES_PER_PAGE);
      setKnown([...before, ...page.reactions]);
      setNext(page.nextPageToken);
      setWrong('');
    } catch (failed) {
      setWrong(failure(failed));
    }
  };
  useEffect(() => void load('', []), [event.seq]);
  const byUser = new Map<string, string[]>();
  known.forEach(({ userId, emoji }) => byUser.set(userId, [...(byUser.get(userId) ?? []), emoji]));
  return (
    <Dialog title={say('whoReacted')} onClose={props.onClose}>
      {wrong !== '' && (
        <p class="wrong" role="alert">
          {wrong}
        </p>
      )}
      <ul class="members">
        {[...byUser].map(([userId, emojis]) => (
          <li class="member" key={userId}>
            <Avatar name={userId} />
            <bdi class="member-name">{userId === model.me ? say('you') : userId}</bdi>
            <bdi>{emojis.join(' ')}</bdi>
          </li>
        ))}
      </ul>
      {next !== null && next !== '' && (
        <button type="button" class="quiet" onClick={() => void load(next, known)}>
          {say('more')}
        </button>
      )}
    </Dialog>
  );
}

/** Any emoji, or an app's own by its name. */
export function OtherEmoji(props: { readonly onChosen: (emoji: string) => void; readonly onClose: () => void }): JSX.Element {
  const [entered, setEntered] = useState('');
  const emoji = emojiOf(entered);
  const isWrong = entered.trim() !== '' && emoji === null;
  return (
    <Dialog title={say('react')} onClose={props.onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (emoji !== null) {
            props.onChosen(emoji);
          }
        }}
      >
        <label for="emoji">{say('oneEmoji')}</label>
        <div class="line">
          <input
            id="emoji"
            value={entered}
            maxLength={64}
            autocomplete="off"
            spellcheck={false}
            autofocus
            aria-invalid={isWrong}
            aria-describedby={isWrong ? 'emoji-rule' : undefined}
            onInput={(event) => setEntered(event.currentTarget.value)}
          />
          <button type="submit" disabled={emoji === null}>
            {say('react')}
          </button>
        </div>
        {isWrong && (
          <p id="emoji-rule" class="wrong" role="status">
            {say('emojiRule')}
          </p>
        )}
      </form>
    </Dialog>
  );
}
