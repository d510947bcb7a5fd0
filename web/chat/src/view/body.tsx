import type { JSX } from 'preact';
import type { Content } from '@hongyan/client';
import { say } from '../i18n.js';
import type { ChatModel } from '../state/chat-model.js';
import { Formatted } from './formatted.js';
import { Icon } from './icons.js';
import { MediaCard } from './media.js';

/** Where a message stands, once it does. */
export interface Standing {
  readonly conversationId: string;
  readonly seq: number;
}

/** What a message says, and what it carries as far as the suite keeps that. */
export function Body(props: { readonly model: ChatModel; readonly content: Content; readonly at: Standing | null }): JSX.Element {
  const { content } = props;
  return (
    <>
      {content.forwards !== undefined && (
        <span class="forwarded">
          <Icon name="forward" size={14} />
          {content.forwards === 1 ? say('forwarded') : say('forwardedTimes', { n: content.forwards })}
        </span>
      )}
      <Words {...props} />
    </>
  );
}

function Words(props: { readonly model: ChatModel; readonly content: Content; readonly at: Standing | null }): JSX.Element {
  const { content } = props;
  switch (content.kind) {
    case 'text':
      return <Formatted text={content.text} of={content} />;
    case 'custom':
      return (
        <span class="text" dir="auto">
          {content.fallback || say('unknownContent')} <code>{content.type}</code>
        </span>
      );
    case 'unknown':
      return <em class="gone">{say('unknownContent')}</em>;
    default:
      return <MediaCard {...props} content={content} />;
  }
}
