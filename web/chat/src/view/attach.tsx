import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import { say } from '../i18n.js';
import { Icon } from './icons.js';

/** Chooses a file to send. */
export function Attach({ busy, onChosen }: { readonly busy: boolean; readonly onChosen: (file: File) => void }): JSX.Element {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          event.currentTarget.value = ''; // the same may be chosen again
          if (file !== undefined) {
            onChosen(file);
          }
        }}
      />
      <button
        type="button"
        class="quiet square attach"
        aria-label={say('attach')}
        title={say('attach')}
        disabled={busy}
        onClick={() => input.current?.click()}
      >
        <Icon name="image" />
      </button>
    </>
  );
}
