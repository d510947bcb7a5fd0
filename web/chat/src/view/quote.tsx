import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import type { ChatEvent, Reply } from '@hongyan/client';
import { say } from '../i18n.js';
import type { ChatModel } from '../state/chat-model.js';
import { messageOf } from '../state/composing.js';
import type { Open } from '../state/open.js';
import { inOneLine } from '../state/spoken.js';

/** The message that another one answers, in a line. It is looked up, never copied: taken back, it is gone here too. */
export function Quote(props: {
  readonly model: ChatModel;
  readonly open: Open;
  readonly reply: Reply;
  readonly onGo: (seq: number) => void;
}): JSX.Element {
  const { model, open } = props;
  const { seq } = props.reply;
  const event = open.quotes.find(seq);
  const isOnline = model.state === 'online';
  useEffect(() => {
    if (isOnline && event === undefined) {
      model.fetchQuoted(open, seq);
    }
  }, [open, seq, isOnline, event === undefined]);
  if (event === undefined || event === null || event.payload.kind !== 'message') {
    return (
      <p class="quote">
        <em class="gone">{say(event === undefined ? 'quoteComing' : 'quoteUnseen')}</em>
      </p>
    );
  }
  return (
    <button type="button" class="quote" title={say('toAnswered')} onClick={() => props.onGo(seq)}>
      <span class="unseen">{say('inReplyTo')}</span>
      <bdi class="quote-author">{event.userId === model.me ? say('you') : event.userId}</bdi>
      <QuotedText event={event} />
    </button>
  );
}

/** What was said, in one line, as far as it is still there. */
export function QuotedText({ event }: { readonly event: ChatEvent }): JSX.Element {
  const content = messageOf(event)?.content;
  return (
    <span class="quote-text" dir="auto">
      {content === undefined ? <em class="gone">{say('takenBack')}</em> : inOneLine(content)}
    </span>
  );
}
