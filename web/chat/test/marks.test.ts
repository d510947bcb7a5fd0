import type { Content } from '@hongyan/client';
import { describe, expect, it } from 'vitest';
import { marked, runs, withSigns } from '../src/state/marks.js';

const members = new Set(['bob', 'ann.lee', 'bob@example.com']);
const isMember = (userId: string): boolean => members.has(userId);
const mark = (written: string) => marked(written, isMember);

describe('what is written with signs', () => {
  it('is sent without them, and with what they mean', () => {
    expect(mark('a **b c** ~~d~~ `**e**` _f_ ||g||')).toEqual({
      text: 'a b c d **e** f g',
      entities: [
        { start: 2, length: 3, kind: 'bold' },
        { start: 6, length: 1, kind: 'strike' },
        { start: 8, length: 5, kind: 'code' },
        { start: 14, length: 1, kind: 'italic' },
        { start: 16, length: 1, kind: 'spoiler' },
      ],
    });
  });

  it('is left alone where it only looks so', () => {
    for (const text of ['snake_case_name', '2 ** 3 ** 4', '** a **', '`', '____', '****', 'a || b || c', '~~ ~~', '雁_雁_雁', 'a@bob.com', 'ftp://x']) {
      expect(mark(text), text).toEqual({ text });
    }
  });

  it('has links, without what ends the sentence', () => {
    expect(mark('see https://a.example/b?c=d, (http://e).')).toEqual({
      text: 'see https://a.example/b?c=d, (http://e).',
      entities: [
        { start: 4, length: 23, kind: 'link', url: 'https://a.example/b?c=d' },
        { start: 30, length: 8, kind: 'link', url: 'http://e' },
      ],
    });
  });

  it('speaks to those who are here', () => {
    expect(mark('@bob, @ann.lee. @carol 你好@bob')).toEqual({
      text: '@bob, @ann.lee. @carol 你好@bob',
      entities: [
        { start: 0, length: 4, kind: 'user', userId: 'bob' },
        { start: 6, length: 8, kind: 'user', userId: 'ann.lee' },
        { start: 25, length: 4, kind: 'user', userId: 'bob' },
      ],
      mentions: { userIds: ['bob', 'ann.lee'], everyone: false },
    });
    expect(mark('@bob@example.com')).toMatchObject({ mentions: { userIds: ['bob@example.com'] } });
    expect(mark('@all look')).toEqual({ text: '@all look', mentions: { userIds: [], everyone: true } });
  });

  it('has no more parts than the server takes', () => {
    const long = '**a** '.repeat(150);
    const sent = mark(long);

    expect(sent.entities).toHaveLength(100);
    expect(sent.text.endsWith('**a** ')).toBe(true);
  });

  it('is the same again after it was changed in nothing', () => {
    for (const written of ['a **b c** ~~d~~ `**e**` _f_ ||g||', '@bob https://a.example, **x**y', '👍 **👍** _é_']) {
      const { text, entities } = mark(written);
      expect(withSigns(text, entities ?? [])).toBe(written);
    }
    expect(withSigns('abc', [{ start: 0, length: 2, kind: 'bold' }, { start: 1, length: 2, kind: 'code' }])).toBe('**ab**c');
  });
});

describe('a text in parts', () => {
  it('is all of the text, whatever is said of it', () => {
    const entities: Content['entities'] = [
      { start: 0, length: 4, kind: 'bold' },
      { start: 2, length: 4, kind: 'link', url: 'https://a' },
      { start: 5, length: 90, kind: 'user', userId: 'bob' },
      { start: 70, length: 1, kind: 'code' },
    ];

    const parts = runs('abcdefgh', entities);

    expect(parts.map((part) => part.text)).toEqual(['ab', 'cd', 'e', 'f', 'gh']);
    expect(parts[1]).toEqual({ text: 'cd', kinds: ['bold', 'link'], url: 'https://a' });
    expect(parts[3]).toEqual({ text: 'f', kinds: ['link', 'user'], url: 'https://a', userId: 'bob' });
    expect(runs('abc', [])).toEqual([{ text: 'abc', kinds: [] }]);
    expect(runs('', [])).toEqual([]);
  });
});
