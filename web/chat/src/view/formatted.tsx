import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Content } from '@hongyan/client';
import { say } from '../i18n.js';
import { runs, type Run } from '../state/marks.js';

/** Only what a browser opens without running anything, whatever the server let pass. */
const LINK = /^(?:https?:\/\/|mailto:|tel:)/;

/** Text is text: its parts may look different, but none is ever markup, and its direction is its own. */
export function Formatted({ text, of }: { readonly text: string; readonly of: Content }): JSX.Element {
  return (
    <span class="text" dir="auto">
      {of.entities === undefined ? text : runs(text, of.entities).map((run) => <Part run={run} />)}
    </span>
  );
}

function Part({ run }: { readonly run: Run }): JSX.Element {
  const [isShown, show] = useState(false);
  const look = run.kinds.map((kind) => `as-${kind}`).join(' ');
  if (run.kinds.includes('spoiler') && !isShown) {
    return (
      <button type="button" class="spoiler" aria-label={say('spoiler')} title={say('spoiler')} onClick={() => show(true)}>
        <span aria-hidden="true">{run.text.replace(/\S/gu, '▒')}</span>
      </button>
    );
  }
  if (run.url !== undefined && LINK.test(run.url)) {
    // Where it leads is told before: a text can say otherwise.
    return (
      <a class={look} href={run.url} title={run.url} target="_blank" rel="noopener noreferrer nofollow">
        {run.text}
      </a>
    );
  }
  return run.kinds.length === 0 ? <>{run.text}</> : <span class={look}>{run.text}</span>;
}
