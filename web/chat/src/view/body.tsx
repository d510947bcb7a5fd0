import type { JSX } from 'preact';
import type { Content } from '@hongyan/client';
import { say } from '../i18n.js';
import { Icon } from './icons.js';

/** Text is text: whatever it looks like, it is never markup, and its direction is its own. */
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
      return (
        <span class="text" dir="auto">
          {content.text}
        </span>
      );
    case 'custom':
      return (
        <span class="text" dir="auto">
          {content.fallback || say('unknownContent')} <code>{content.type}</code>
        </span>
      );
    case 'unknown':
      return <em class="gone">{say('unknownContent')}</em>;
  }
}
