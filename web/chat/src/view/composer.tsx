import type { JSX } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ChatEvent } from '@hongyan/client';
import { say } from '../i18n.js';
import type { ChatModel } from '../state/chat-model.js';
import { attached } from '../state/attaching.js';
import { contentOf, writtenOf, type Composing } from '../state/composing.js';
import { failure } from '../state/failure.js';
import type { Open } from '../state/open.js';
import { Attach } from './attach.js';
import { Icon } from './icons.js';
import { QuotedText } from './quote.js';

/** As the protocol has it, in code points. */
const TEXT_MAX = 8_000;
const TELL_FROM = TEXT_MAX - 200;

/** Typing is told again while it goes on, and taken back when it does not. */
const TYPING_AGAIN_MS = 4_000;
const TYPING_ENDS_MS = 6_000;

const HEIGHT_MAX_PX = 180;

/**
 * Where a message is written, or written anew. What is not sent yet is kept for the conversation; an edit is not, and
 * leaves what was kept as it is.
 */
export function Composer(props: {
  readonly model: ChatModel;
  readonly open: Open;
  readonly onSent: () => void;
  readonly onEditLast: () => void;
}): JSX.Element {
  const { model, open } = props;
  const { id, composing } = open;
  const draftKey = `hongyan.draft.${model.me}.${id}`;
  const [text, setText] = useState(() =>
    composing.kind === 'edit' ? writtenOf(composing.of) : (sessionStorage.getItem(draftKey) ?? ''),
  );
  const [uploading, setUploading] = useState('');
  const [trouble, setTrouble] = useState('');
  const area = useRef<HTMLTextAreaElement>(null);
  const told = useRef(0);
  const ending = useRef<ReturnType<typeof setTimeout> | null>(null);
  const length = [...text].length;
  const isTooLong = length > TEXT_MAX;
  const isUnchanged = composing.kind === 'edit' && text.trim() === writtenOf(composing.of);
  const canSend = text.trim() !== '' && !isTooLong && !isUnchanged;

  useLayoutEffect(() => {
    const element = area.current;
    if (element !== null) {
      element.style.height = 'auto';
      element.style.height = `${Math.min(element.scrollHeight, HEIGHT_MAX_PX)}px`;
    }
  }, [text]);

  useEffect(() => {
    if (window.matchMedia('(hover: hover)').matches) {
      area.current?.focus(); // not on phones, where a keyboard would hide what is to be read
    }
    return () => stopTyping();
  }, []);

  useEffect(() => {
    if (composing.kind !== 'new') {
      area.current?.focus(); // asked for by hand, on phones too
    }
  }, [composing]);

  const stopTyping = (): void => {
    if (ending.current !== null) {
      clearTimeout(ending.current);
      ending.current = null;
    }
    if (told.current > 0) {
      told.current = 0;
      model.client.typing(id, false);
    }
  };

  const change = (value: string): void => {
    setText(value);
    if (composing.kind === 'edit') {
      return;
    }
    if (value === '') {
      sessionStorage.removeItem(draftKey);
      stopTyping();
      return;
    }
    sessionStorage.setItem(draftKey, value);
    if (Date.now() - told.current > TYPING_AGAIN_MS) {
      told.current = Date.now();
      model.client.typing(id, true);
    }
    if (ending.current !== null) {
      clearTimeout(ending.current);
    }
    ending.current = setTimeout(stopTyping, TYPING_ENDS_MS);
  };

  const send = (): void => {
    if (!canSend) {
      return;
    }
    stopTyping();
    // Kept and shown as waiting at once; what becomes of it stands beside it.
    const members = new Set(open.members.map((member) => member.userId));
    const content = contentOf(composing, text.trim(), (userId) => members.has(userId));
    const sent = composing.kind === 'edit' ? model.client.edit(id, composing.of.seq, content) : model.client.send(id, content);
    sent.catch(() => {});
    change('');
    props.onSent();
    model.compose({ kind: 'new' });
  };

  const attach = (file: File): void => {
    setUploading(file.name);
    setTrouble('');
    attached(model.client, file)
      .then((content) => {
        model.client.send(id, content).catch(() => {}); // what becomes of it stands beside it
        props.onSent();
      })
      .catch((failed: unknown) => setTrouble(failure(failed)))
      .finally(() => setUploading(''));
  };

  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {composing.kind !== 'new' && (
        <ComposingBar
          me={model.me}
          composing={composing}
          event={subject(open, composing)}
          onCancel={() => model.compose({ kind: 'new' })}
        />
      )}
      {(uploading !== '' || trouble !== '') && (
        <p class={trouble === '' ? 'uploading' : 'uploading wrong'} role="status">
          {trouble === '' ? say('uploading', { name: uploading }) : trouble}
        </p>
      )}
      {composing.kind === 'new' && <Attach busy={uploading !== ''} onChosen={attach} />}
      <textarea
        ref={area}
        rows={1}
        value={text}
        dir="auto"
        aria-label={say('message')}
        aria-describedby={length >= TELL_FROM ? 'length' : undefined}
        aria-invalid={isTooLong}
        placeholder={say('messageTo', { name: model.title(id) })}
        onInput={(event) => change(event.currentTarget.value)}
        onBlur={stopTyping}
        onPaste={(event) => {
          const file = event.clipboardData?.files[0];
          if (file !== undefined && composing.kind === 'new' && uploading === '') {
            event.preventDefault();
            attach(file);
          }
        }}
        onKeyDown={(event) => {
          // While an input method composes, Enter chooses a word.
          if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
            event.preventDefault();
            send();
          } else if (event.key === 'Escape' && composing.kind !== 'new') {
            model.compose({ kind: 'new' });
          } else if (event.key === 'ArrowUp' && text === '' && composing.kind === 'new') {
            event.preventDefault();
            props.onEditLast();
          }
        }}
      />
      {isTooLong && (
        <p id="length" class="too-long" role="status">
          {say('tooLong', { n: length - TEXT_MAX })}
        </p>
      )}
      <button type="submit" class="send" aria-label={say(composing.kind === 'edit' ? 'saveEdit' : 'send')} disabled={!canSend}>
        <Icon name="send" />
      </button>
    </form>
  );
}

/** Which message is answered or edited, and a way back. */
function ComposingBar(props: {
  readonly me: string;
  readonly composing: Exclude<Composing, { kind: 'new' }>;
  readonly event: ChatEvent;
  readonly onCancel: () => void;
}): JSX.Element {
  const { event } = props;
  const name = event.userId === props.me ? say('youLower') : event.userId;
  const what = props.composing.kind === 'edit' ? say('editing') : say('replyingTo', { name });
  return (
    <div class="composing" role="group" aria-label={what}>
      <p class="quote">
        <bdi class="quote-author">{what}</bdi>
        <QuotedText event={event} />
      </p>
      <button type="button" class="quiet square small" aria-label={say('cancel')} title={say('cancel')} onClick={props.onCancel}>
        <Icon name="close" size={16} />
      </button>
    </div>
  );
}

/** The message that is answered or edited, as it is now. */
function subject(open: Open, composing: Exclude<Composing, { kind: 'new' }>): ChatEvent {
  const event = composing.kind === 'edit' ? composing.of : composing.to;
  return open.quotes.find(event.seq) ?? event;
}
