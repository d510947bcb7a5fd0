import type { JSX } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { say } from '../i18n.js';
import type { ChatModel } from '../state/chat-model.js';
import { Icon } from './icons.js';

/** As the protocol has it, in code points. */
const TEXT_MAX = 8_000;
const TELL_FROM = TEXT_MAX - 200;

/** Typing is told again while it goes on, and taken back when it does not. */
const TYPING_AGAIN_MS = 4_000;
const TYPING_ENDS_MS = 6_000;

const HEIGHT_MAX_PX = 180;

/** Where a message is written. What is not sent yet is kept for the conversation. */
export function Composer(props: { readonly model: ChatModel; readonly id: string; readonly onSent: () => void }): JSX.Element {
  const { model, id } = props;
  const draftKey = `hongyan.draft.${model.me}.${id}`;
  const [text, setText] = useState(() => sessionStorage.getItem(draftKey) ?? '');
  const area = useRef<HTMLTextAreaElement>(null);
  const told = useRef(0);
  const ending = useRef<ReturnType<typeof setTimeout> | null>(null);
  const length = [...text].length;
  const isTooLong = length > TEXT_MAX;
  const canSend = text.trim() !== '' && !isTooLong;

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
    model.client.sendText(id, text.trim()).catch(() => {});
    change('');
    props.onSent();
  };

  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
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
        onKeyDown={(event) => {
          // While an input method composes, Enter chooses a word.
          if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
            event.preventDefault();
            send();
          }
        }}
      />
      {isTooLong && (
        <p id="length" class="too-long" role="status">
          {say('tooLong', { n: length - TEXT_MAX })}
        </p>
      )}
      <button type="submit" class="send" aria-label={say('send')} disabled={!canSend}>
        <Icon name="send" />
      </button>
    </form>
  );
}
