import type { JSX } from 'preact';
import type { Content } from '@hongyan/client';
import { say } from '../i18n.js';
import { Formatted } from './formatted.js';
import { Icon } from './icons.js';
import { MediaCard } from './media.js';

/** What a message says. */
export function Body({ content }: { readonly content: Content }): JSX.Element {
  return (
    <>
      {content.forwards !== undefined && (
        <span class="forwarded">
          <Icon name="forward" size={14} />
          {content.forwards === 1 ? say('forwarded') : say('forwardedTimes', { n: content.forwards })}
        </span>
      )}
      <Words content={content} />
    </>
  );
}

function Words({ content }: { readonly content: Content }): JSX.Element {
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
      return <MediaCard content={content} />;
  }
}
