import type { JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { ChatEvent, Content } from '@hongyan/client';
import { say } from '../i18n.js';
import { COMMON } from '../state/emoji.js';

const EDGE_PX = 8;

/** What a message may be asked to do. */
export interface MessageActions {
  /** The message whose actions are shown. */
  readonly menuFor: string | null;
  /** The message that was looked for, to be pointed at. */
  readonly pointedAt: number | null;
  onMenu(key: string | null): void;
  onReact(event: ChatEvent, emoji: string, present: boolean): void;
  onOtherEmoji(event: ChatEvent): void;
  onWho(event: ChatEvent): void;
  onReply(event: ChatEvent): void;
  onEdit(event: ChatEvent): void;
  onForward(content: Content): void;
  onCopy(text: string): void;
  onRecall(event: ChatEvent): void;
  onGo(seq: number): void;
}

/** The actions on one message, over everything else: near its button, within the window, wherever the list is. */
export function MessageMenu(props: {
  readonly event: ChatEvent;
  readonly content: Content;
  readonly mine: readonly string[];
  readonly hasReactions: boolean;
  readonly mayReact: boolean;
  readonly mayWrite: boolean;
  readonly mayEdit: boolean;
  readonly mayRecall: boolean;
  readonly actions: MessageActions;
}): JSX.Element {
  const { event, content, actions } = props;
  const element = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const menu = element.current;
    if (menu === null) {
      return;
    }
    menu.showPopover();
    place(menu);
    menu.querySelector('button')?.focus({ preventScroll: true });
    const away = ({ target }: Event): void => {
      if (target instanceof Node && menu.parentElement?.contains(target) === false) {
        actions.onMenu(null);
      }
    };
    const follow = (): void => place(menu);
    document.addEventListener('pointerdown', away);
    window.addEventListener('scroll', follow, true);
    window.addEventListener('resize', follow);
    return () => {
      document.removeEventListener('pointerdown', away);
      window.removeEventListener('scroll', follow, true);
      window.removeEventListener('resize', follow);
      if (menu.contains(document.activeElement)) {
        menu.closest('article')?.focus({ preventScroll: true }); // not lost with the menu
      }
    };
  }, []);
  const choose = (action: () => void) => (): void => {
    actions.onMenu(null);
    action();
  };
  return (
    <div ref={element} class="menu" popover="manual" role="group" aria-label={say('actions')} onKeyDown={walk}>
      {props.mayReact && (
        <div class="menu-emojis" role="group" aria-label={say('react')}>
          {COMMON.map((emoji) => (
            <button
              type="button"
              key={emoji}
              aria-label={say('reactWith', { emoji })}
              aria-pressed={props.mine.includes(emoji)}
              onClick={choose(() => actions.onReact(event, emoji, !props.mine.includes(emoji)))}
            >
              {emoji}
            </button>
          ))}
          <button type="button" aria-label={say('otherEmoji')} title={say('otherEmoji')} onClick={choose(() => actions.onOtherEmoji(event))}>
            +
          </button>
        </div>
      )}
      {props.mayWrite && (
        <button type="button" onClick={choose(() => actions.onReply(event))}>
          {say('reply')}
        </button>
      )}
      {props.mayEdit && (
        <button type="button" onClick={choose(() => actions.onEdit(event))}>
          {say('edit')}
        </button>
      )}
      {content.kind !== 'unknown' && (
        <button type="button" onClick={choose(() => actions.onForward(content))}>
          {say('forward')}
        </button>
      )}
      {content.kind === 'text' && (
        <button type="button" onClick={choose(() => actions.onCopy(content.text))}>
          {say('copy')}
        </button>
      )}
      {props.hasReactions && (
        <button type="button" onClick={choose(() => actions.onWho(event))}>
          {say('whoReacted')}
        </button>
      )}
      {props.mayRecall && (
        <button type="button" class="danger" onClick={choose(() => actions.onRecall(event))}>
          {say('recall')}
        </button>
      )}
    </div>
  );
}

/** Below its button or, where there is no room, above; never beyond the edges. */
function place(menu: HTMLElement): void {
  const anchor = menu.parentElement?.getBoundingClientRect();
  if (anchor === undefined) {
    return;
  }
  const { width, height } = menu.getBoundingClientRect();
  const isMine = menu.closest('.mine') !== null;
  const wanted = isMine ? anchor.right - width : anchor.left;
  const below = anchor.bottom + 4;
  const top = below + height <= innerHeight - EDGE_PX ? below : anchor.top - height - 4;
  menu.style.left = `${Math.max(EDGE_PX, Math.min(wanted, innerWidth - width - EDGE_PX))}px`;
  menu.style.top = `${Math.max(EDGE_PX, Math.min(top, innerHeight - height - EDGE_PX))}px`;
}

/** Arrows walk through the actions. */
function walk(event: KeyboardEvent & { readonly currentTarget: HTMLElement }): void {
  const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
  if (step !== undefined) {
    const buttons = [...event.currentTarget.querySelectorAll('button')];
    const at = buttons.findIndex((button) => button === document.activeElement);
    buttons[(at + step + buttons.length) % buttons.length]?.focus();
    event.preventDefault();
    event.stopPropagation();
  }
}
