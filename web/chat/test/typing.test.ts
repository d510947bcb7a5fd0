import { expect, it } from 'vitest';
import { TYPING_HOLDS_MS, TypingNow } from '../src/state/typing.js';

it('knows who types until they stop, or for ten seconds', () => {
  const typing = new TypingNow();
  typing.hear('c', 'bob', true, 0);
  typing.hear('c', 'carol', true, 0);
  typing.hear('c', 'carol', false, 1);

  expect(typing.in('c', TYPING_HOLDS_MS - 1)).toEqual(['bob']);
  expect(typing.in('c', TYPING_HOLDS_MS)).toEqual([]);
  expect(typing.in('d', 0)).toEqual([]);
});
