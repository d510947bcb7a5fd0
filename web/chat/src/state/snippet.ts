import type { SearchHit } from '@hongyan/client';

/** How much of a text stands before the first thing found, and how much is shown at all. */
const BEFORE_MAX = 24;
const LENGTH_MAX = 160;

/** A piece of a text, found or not. */
export interface Piece {
  readonly text: string;
  readonly found: boolean;
}

/** The part of a text in which something was found, in pieces to be shown one after the other. Pure. */
export function snippet({ text, found }: Pick<SearchHit, 'text' | 'found'>): readonly Piece[] {
  const first = found[0]?.start ?? 0;
  const from = first <= BEFORE_MAX ? 0 : whole(text, first - BEFORE_MAX);
  const to = whole(text, from + LENGTH_MAX);
  const pieces: Piece[] = [];
  let at = from;
  const add = (until: number, isFound: boolean): void => {
    const end = Math.min(until, to);
    if (end > at) {
      pieces.push({ text: text.slice(at, end), found: isFound });
      at = end;
    }
  };
  for (const { start, end } of found) {
    add(start, false);
    add(end, true);
  }
  add(to, false);
  return [
    ...(from > 0 ? [{ text: '…', found: false }] : []),
    ...pieces,
    ...(to < text.length ? [{ text: '…', found: false }] : []),
  ];
}

/** The same place, or one further: no character is cut in two. */
function whole(text: string, at: number): number {
  const isMiddle = /[\uDC00-\uDFFF]/.test(text[at] ?? '') && /[\uD800-\uDBFF]/.test(text[at - 1] ?? '');
  return Math.min(isMiddle ? at + 1 : at, text.length);
}
