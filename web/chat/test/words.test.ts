import type { Payload } from '@hongyan/client';
import { beforeAll, describe, expect, it, vi } from 'vitest';

/** What the words ask of a browser. */
beforeAll(() => {
  vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => {} });
  vi.stubGlobal('navigator', { languages: ['fr', 'zh-CN', 'en'] });
  vi.stubGlobal('document', { documentElement: {} });
});

describe('the words', () => {
  it('are in the first language of the reader that the page speaks, and change when asked', async () => {
    const { language, say, speak } = await import('../src/i18n.js');

    expect(language()).toBe('zh');
    expect(say('messageTo', { name: 'bob' })).toBe('写给 bob');
    speak('en');
    expect(say('messageTo', { name: '{name}' })).toBe('Write to {name}');
  });

  it('keep a name from turning the sentence around it', async () => {
    const { sentence } = await import('../src/view/words.js');
    const renamed = { kind: 'groupRenamed' as const, name: '\u202eevil' };

    const said = sentence({ conversationId: 'g:1', seq: 1, uncountable: 1, timeMs: 0, userId: 'bob', payload: renamed }, 'me');

    expect(said).toContain('\u2068\u202eevil\u2069');
  });

  it('tell in a line what was said last, edited or reacted', async () => {
    const { preview } = await import('../src/view/words.js');
    const event = (payload: Payload, userId = 'bob') => ({ conversationId: 'g:1', seq: 1, uncountable: 1, timeMs: 0, userId, payload });
    const lines = (payload: Payload): string => preview(event(payload), 'me', true).replace(/[\u2068\u2069]/g, '');

    expect(lines({ kind: 'edited', targetSeq: 1, content: { kind: 'text', text: 'better\nnow' } })).toBe('bob: edited: better now');
    expect(lines({ kind: 'edited', targetSeq: 1, content: null })).toBe('bob edited a message');
    expect(lines({ kind: 'reacted', targetSeq: 1, emoji: '👍', present: true })).toBe('bob reacted 👍');
    expect(lines({ kind: 'reacted', targetSeq: 1, emoji: '👍', present: false })).toBe('bob took back 👍');
    expect(preview(event({ kind: 'reacted', targetSeq: 1, emoji: '\u202e', present: true }), 'me', true)).toContain('\u2068\u202e\u2069');
  });

  it('tell the day and the time in few characters', async () => {
    const { day, when } = await import('../src/view/words.js');
    const noon = new Date(2026, 5, 10, 12, 30).getTime();

    expect(when(noon, noon)).toBe('12:30');
    expect(when(noon - 86_400_000, noon)).toBe('Yesterday');
    expect(day(noon, noon)).toBe('Today');
    expect(day(new Date(2025, 0, 2).getTime(), noon)).toBe('Thursday 2 January 2025'.replace(' 2 January', ', January 2,'));
    expect(when(0, noon)).toBe('');
  });

  it('find user ids in what somebody typed', async () => {
    vi.stubGlobal('HTMLElement', class {});
    const { names } = await import('../src/view/new-conversation.js');

    expect(names(' alice, bob；carol bob <x> ')).toEqual(['alice', 'bob', 'carol']);
  });
});
