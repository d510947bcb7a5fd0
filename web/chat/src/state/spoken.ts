import { wordsOf, type Content } from '@hongyan/client';
import { say } from '../i18n.js';

/** What was said, in one line and not all of it. */
export function inOneLine(content: Content): string {
  return spoken(content).slice(0, 400).replace(/\s+/g, ' ').slice(0, 160);
}

/** What was said, and of what is no text what it is. What is hidden until it is tapped stays so. */
function spoken(content: Content): string {
  const words = hidden(content) ? say('spoiler') : wordsOf(content);
  switch (content.kind) {
    case 'text':
      return words;
    case 'custom':
      return words || content.type;
    case 'unknown':
      return say('unknownContent');
    default:
      return words === '' ? say(content.kind) : `${say(content.kind)}: ${words}`;
  }
}

function hidden(content: Content): boolean {
  return content.entities?.some(({ kind }) => kind === 'spoiler') === true;
}
