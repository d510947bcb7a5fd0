import type { JSX } from 'preact';
import type { Outgoing } from '@hongyan/client';
import { isWord, say } from '../i18n.js';
import type { ChatModel } from '../state/chat-model.js';
import type { Open } from '../state/open.js';
import { Body } from './body.js';
import { Icon } from './icons.js';
import { Quote } from './quote.js';
import { clock } from './words.js';

/** A message that the server may not have yet, or what it will not take: a message, or an edit of one. */
export function Waiting(props: {
  readonly model: ChatModel;
  readonly open: Open;
  readonly message: Outgoing;
  readonly follows: boolean;
  readonly index: number;
  readonly count: number;
  readonly onGo: (seq: number) => void;
}): JSX.Element {
  const { model, message } = props;
  const { refused, clientMessageId, content, editsSeq } = message;
  const isEdit = editsSeq !== null;
  const word = `${isEdit ? 'editRefused' : 'refused'}_${refused?.code ?? ''}`;
  return (
    <article
      class={`message mine ${props.follows ? 'follows' : ''} ${refused === null ? 'is-waiting' : 'is-refused'}`}
      tabIndex={-1}
      aria-label={`${say('you')}, ${clock(message.writtenMs)}`}
      aria-posinset={props.index + 1}
      aria-setsize={props.count}
    >
      <div class="bubble">
        {content.replyTo !== undefined && <Quote {...props} reply={content.replyTo} />}
        <Body model={model} content={content} at={null} />
        <span class="meta">
          {isEdit && <span>{say('edit')}</span>}
          <time>{clock(message.writtenMs)}</time>
          <span class="ticks" role="img" aria-label={refused === null ? say('waiting') : say(isEdit ? 'editRefused' : 'refused')}>
            <Icon name={refused === null ? 'waiting' : 'refused'} size={15} />
          </span>
        </span>
      </div>
      {refused !== null && (
        <p class="refusal">
          <span>{isWord(word) ? say(word) : `${say(isEdit ? 'editRefused' : 'refused')}: ${refused.message}`}</span>
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
