import type { JSX } from 'preact';
import type { Presence } from '@hongyan/client';
import { say } from '../i18n.js';

/** Inks of seals: dark enough for white characters. */
const INKS = 8;

/** A seal with the first character of a name; with a dot where presence is known. */
export function Avatar(props: {
  readonly name: string;
  readonly group?: boolean;
  readonly presence?: Presence['state'] | undefined;
}): JSX.Element {
  const { name, group = false, presence } = props;
  const first = [...name.trim()][0] ?? '·';
  return (
    <span class={`avatar ink-${inkOf(name)} ${group ? 'avatar-group' : ''}`}>
      <span aria-hidden="true">{first.toLocaleUpperCase()}</span>
      {(presence === 'online' || presence === 'away') && (
        <span class={`dot dot-${presence}`} role="img" aria-label={say(presence)} />
      )}
    </span>
  );
}

/** The same for the same name, everywhere. */
export function inkOf(name: string): number {
  let sum = 7;
  for (const char of name) {
    sum = (sum * 31 + (char.codePointAt(0) ?? 0)) % 10_007;
  }
  return sum % INKS;
}
